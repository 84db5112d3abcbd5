using AspireEcs.Aws;
using AspireEcs.Graph;

namespace AspireEcs.Images;

/// <summary>The image of a project: the .NET SDK builds it and pushes it, without a container engine.</summary>
internal static class ProjectImage
{
    internal static BuildCommand Publish(ServiceNode service, string project, ImageAddress image, RegistryLogin login) => new(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet",
        [
            "publish", project, "--os", "linux", "--arch", service.Settings.Architecture == "ARM64" ? "arm64" : "x64", "--tl:off", "-nologo", "-v:minimal",
            "-t:PublishContainer", $"-p:ContainerRegistry={image.Registry}", $"-p:ContainerRepository={image.Repository}", $"-p:ContainerImageTag={image.Tag}",
            // No server of the build outlives it: each would keep the password in its environment.
            "-nodeReuse:false", "-p:UseSharedCompilation=false",
        ],
        Path.GetDirectoryName(project)!)
    {
        // For pushing alone: the registry that the base image comes from is not told. https://aka.ms/dotnet/containers/auth
        Environment = new Dictionary<string, string>
        {
            ["DOTNET_CONTAINER_PUSH_REGISTRY_UNAME"] = login.User,
            ["DOTNET_CONTAINER_PUSH_REGISTRY_PWORD"] = login.Password,
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        },
    };
}
