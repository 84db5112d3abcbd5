using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Processes;
using Containers.Tests.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Containers.Tests.Engines;

/// <summary>Why an engine cannot be used is told in one sentence that fits. The engines here are programs that answer as the real ones do.</summary>
public sealed class EngineProblemTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("engines-");
    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task No_engine_is_installed() =>
        Assert.Equal("no container engine is installed (neither docker nor podman is on PATH). Install one of them.", (await FindAsync()).Problem);

    [Fact]
    public async Task Installed_but_not_running()
    {
        Program("docker", "echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?' >&2; exit 1");

        Assert.Equal(
            "docker is installed, but is not running (Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?). Start it.",
            (await FindAsync()).Problem);
    }

    [Fact]
    public async Task Without_permission()
    {
        Program("docker", "echo 'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock' >&2; exit 1");

        Assert.Equal(
            "docker is installed, but this user may not use it (permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock). Add the user to the group 'docker', or run as a user who may.",
            (await FindAsync()).Problem);
    }

    [Fact]
    public async Task Too_old()
    {
        Program("docker", "echo '{\"Server\":{\"Version\":\"19.03.15\"}}'");

        Assert.Equal("docker 19.03.15 is too old: at least 20.10 is needed. Update it.", (await FindAsync()).Problem);
    }

    [Fact]
    public async Task It_hangs()
    {
        Program("docker", "exec sleep 60");

        Assert.Equal("docker is installed, but did not answer within 5 seconds. Restart it.", (await FindAsync()).Problem);
    }

    [Fact]
    public async Task Podman_is_used_where_docker_does_not_answer()
    {
        Program("docker", "echo 'Cannot connect to the Docker daemon' >&2; exit 1");
        Program("podman", "echo '{\"version\":{\"Version\":\"5.2.1\"}}'");

        Assert.Equal("podman 5.2.1", (await FindAsync()).Engine?.ToString());
    }

    [Fact]
    public async Task The_engine_that_is_asked_for_is_used_and_no_other()
    {
        Program("docker", "echo '{\"Server\":{\"Version\":\"28.1.0\"}}'");
        Program("podman", "echo 'Error: cannot set up namespace' >&2; exit 125");

        Assert.Equal("docker 28.1.0", (await FindAsync()).Engine?.ToString());
        Assert.Equal("podman is installed, but does not work: cannot set up namespace.", (await FindAsync("ASPIRE_CONTAINER_RUNTIME", "podman")).Problem);
        Assert.Equal("podman is installed, but does not work: cannot set up namespace.", (await FindAsync("DOTNET_ASPIRE_CONTAINER_RUNTIME", "podman")).Problem);
        Assert.Equal(
            "ASPIRE_CONTAINER_RUNTIME is 'lxc', which is no container engine that is known here. Set it to docker or podman.",
            (await FindAsync("ASPIRE_CONTAINER_RUNTIME", "lxc")).Problem);
    }

    // What the real programs answer, for want of a machine for each problem.
    [Theory]
    [InlineData("export DOCKER_HOST=unix://$FOLDER/none.sock; exec '{0}' \"$@\"", "docker is installed, but is not running (Cannot connect to the Docker daemon at ")]
    [InlineData("export DOCKER_API_VERSION=1.99; exec '{0}' \"$@\"", "docker is too old (client version 1.99 is too new. Maximum supported API version is ")]
    [InlineData("exec setpriv --reuid=65534 --regid=65534 --clear-groups '{0}' \"$@\"", "docker is installed, but this user may not use it (permission denied while trying to connect to ")]
    public Task The_real_docker_is_understood(string script, string beginning) => RealAsync("docker", script, beginning);

    [Theory]
    [Trait("Engine", "podman too")]
    [InlineData("exec '{0}' --url unix://$FOLDER/none.sock \"$@\"", "podman is installed, but is not running (unable to connect to Podman socket: ")]
    [InlineData("exec setpriv --reuid=65534 --regid=65534 --clear-groups '{0}' \"$@\"", "podman is installed, but this user may not use it (")]
    public Task The_real_podman_is_understood(string script, string beginning) => RealAsync("podman", script, beginning);

    private async Task RealAsync(string name, string script, string beginning)
    {
        Assert.SkipUnless(Engine.Program == name && OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, $"It needs {name} on Linux, and root's rights to give them away.");
        await Engine.RequireAsync();
        Program(name, $"FOLDER='{_folder.FullName}'\n{script.Replace("{0}", Engine.Path, StringComparison.Ordinal)}");

        Assert.StartsWith(beginning, (await FindAsync()).Problem, StringComparison.Ordinal);
    }

    private async Task<EngineAnswer> FindAsync(string? setting = null, string? value = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(setting is null ? [] : [new(setting, value)]).Build();
        using var engines = new ContainerEngines(
            new EngineProbe(new ProcessLauncher(TimeProvider.System), TimeProvider.System, _folder.FullName), configuration, TimeProvider.System, NullLogger<ContainerEngines>.Instance);
        return await engines.FindAsync();
    }

    private void Program(string name, string script)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The engines of this test are shell scripts.");
            return;
        }

        var path = Path.Join(_folder.FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
