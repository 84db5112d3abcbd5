using Containers.Tests.Running;

namespace Containers.Tests.Model;

/// <summary>What an AppHost declares of a container is what the engine says of it.</summary>
public sealed class DeclarationTests(DeclaredContainer declared) : IClassFixture<DeclaredContainer>
{
    [Theory]
    [InlineData("WithImage, WithImageTag and WithImageRegistry", "{{.Config.Image}}", "docker.io/library/busybox:1.36")]
    [InlineData("WithContainerName", "{{.Name}}", "/$NAME")]
    [InlineData("WithEntrypoint", "{{json .Config.Entrypoint}}", "[\"/bin/sh\"]")]
    [InlineData("WithArgs", "{{json .Config.Cmd}}", "[\"-c\",\"exec sleep 1000\"]")]
    [InlineData("WithContainerRuntimeArgs", "{{.Config.Hostname}}", "host.example")]
    [InlineData("WithContainerRuntimeArgs of a callback", "{{.Config.StopSignal}}", "KILL")]
    [InlineData("WithEndpoint", "{{json (index .HostConfig.PortBindings \"7000/tcp\")}}", "[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"$PORT\"}]")]
    [InlineData("WithVolume without a name", "{{range .Mounts}}{{if eq .Destination \"/anonymous\"}}{{.Type}} {{.RW}}{{end}}{{end}}", "volume true")]
    [InlineData("WithBindMount", "{{range .Mounts}}{{if eq .Destination \"/bound\"}}{{.Type}} {{.RW}} {{.Source}}{{end}}{{end}}", "bind true $FOLDER")]
    [InlineData("WithBindMount, read-only", "{{range .Mounts}}{{if eq .Destination \"/read\"}}{{.Type}} {{.RW}} {{.Source}}{{end}}{{end}}", "bind false $FOLDER")]
    [InlineData("WithVolume, read-only", "{{range .Mounts}}{{if eq .Destination \"/kept\"}}{{.Type}} {{.RW}}{{end}}{{end}}", "volume false")]
    public async Task It_is_as_it_was_declared(string member, string format, string expected)
    {
        Assert.NotEmpty(member);
        Assert.SkipUnless(Engine.Program == "docker", "podman writes what it knows in other forms.");
        var wanted = expected
            .Replace("$NAME", declared.Name, StringComparison.Ordinal)
            .Replace("$PORT", $"{declared.Port}", StringComparison.Ordinal)
            .Replace("$FOLDER", declared.Folder, StringComparison.Ordinal);
        Assert.Equal(wanted, await declared.InspectAsync(format));
    }

    [Theory]
    [InlineData("WithEnvironment", "{{json .Config.Env}}", "\"GREETING=good day\"")]
    [InlineData("WithContainerNetworkAlias", "{{json .NetworkSettings.Networks}}", "\"alias\"")]
    [InlineData("The resource's name", "{{json .NetworkSettings.Networks}}", "\"declared\"")]
    [InlineData("WithLifetime", "{{json .Config.Labels}}", "\"dev.aspire.run\":")]
    [InlineData("WithHttpEndpoint", "{{json .HostConfig.PortBindings}}", "\"8080/tcp\":[{\"HostIp\":\"127.0.0.1\"")]
    [InlineData("WithEndpoint of datagrams", "{{json .HostConfig.PortBindings}}", "\"9000/udp\":[{\"HostIp\":\"127.0.0.1\"")]
    [InlineData("WithVolume", "{{range .Mounts}}{{if eq .Destination \"/named\"}}{{.Type}} {{.Name}}{{end}}{{end}}", "volume declared-")]
    public async Task It_has_what_was_declared(string member, string format, string expected)
    {
        Assert.NotEmpty(member);
        Assert.Contains(expected, await declared.InspectAsync(format), StringComparison.Ordinal);
    }
}
