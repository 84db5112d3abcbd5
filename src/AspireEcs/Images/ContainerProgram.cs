using AspireEcs.Aws;
using AspireEcs.Deployment;
using AspireEcs.Graph;
using AspireEcs.Manifests;

namespace AspireEcs.Images;

/// <summary>docker or podman, for images that a Dockerfile describes.</summary>
/// <param name="program">Which of them.</param>
internal sealed class ContainerProgram(string program)
{
    private static readonly string[] Programs = ["docker", "podman"];

    /// <summary>The first that is installed and answers.</summary>
    /// <exception cref="DeploymentFailure">There is none.</exception>
    internal static async Task<ContainerProgram> FindAsync(string resource, CancellationToken cancel)
    {
        foreach (var program in Programs)
        {
            if (await BuildProcess.SucceedsAsync(program, "info", cancel))
                return new ContainerProgram(program);
        }
        throw new DeploymentFailure($"{resource} is built from a Dockerfile, and neither docker nor podman answers on this machine. Start one of them, or push the image from elsewhere and name its tag with --image-tag.");
    }

    internal BuildCommand Login(string registry, RegistryLogin login, string folder) =>
        new(program, ["login", "--username", login.User, "--password-stdin", registry], folder) { Input = login.Password };

    /// <param name="service">Whose image it is: its processor is the image's.</param>
    /// <param name="build">What the manifest says of it.</param>
    /// <param name="arguments">What it is built with, as <c>NAME=VALUE</c>.</param>
    /// <param name="image">What it is called.</param>
    /// <param name="folder">Where the manifest is: paths of it are relative to it.</param>
    internal BuildCommand Build(ServiceNode service, DockerBuild build, IReadOnlyList<string> arguments, ImageAddress image, string folder) => new(
        program,
        [
            "build", "--platform", service.Settings.Architecture == "ARM64" ? "linux/arm64" : "linux/amd64", "--tag", image.ToString(), "--file", Path.GetFullPath(build.Dockerfile, folder),
            .. build.Stage is { } stage ? ["--target", stage] : Array.Empty<string>(),
            .. arguments.SelectMany(argument => new[] { "--build-arg", argument }),
            Path.GetFullPath(build.Context, folder),
        ],
        folder)
    {
        // One image under the tag, rather than a list of it and of notes on how it was built.
        Environment = new Dictionary<string, string> { ["BUILDX_NO_DEFAULT_ATTESTATIONS"] = "1" },
    };

    internal BuildCommand Push(ImageAddress image, string folder) => new(program, ["push", image.ToString()], folder);
}
