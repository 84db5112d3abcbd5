using System.ComponentModel;
using System.Diagnostics;

namespace AspireEcs.Tests.Images;

/// <summary>The docker daemon that was started for tests: ASPIRE_TEST_DOCKER_HOST says where it listens. No other is touched.</summary>
internal static class OwnDocker
{
    private const string Local = "unix://";

    /// <summary>The environment in which docker talks to it; skips the test where it does not answer.</summary>
    internal static async Task<KeyValuePair<string, string>[]> RequireAsync(CancellationToken cancel)
    {
        var host = Environment.GetEnvironmentVariable("ASPIRE_TEST_DOCKER_HOST") ?? "";
        if (!host.StartsWith(Local, StringComparison.Ordinal))
            Assert.Skip("ASPIRE_TEST_DOCKER_HOST names no docker daemon for tests; eng/containers/engine.sh starts one.");
        // The program that came with the daemon comes first, if it is there: another may be without BuildKit.
        var programs = Path.Join(Path.GetDirectoryName(host[Local.Length..]), "bin");
        KeyValuePair<string, string>[] environment = [new("DOCKER_HOST", host), new("PATH", $"{programs}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}")];
        if ((await RunAsync(environment, ["info"], cancel)).ExitCode != 0)
            Assert.Skip("docker does not answer.");
        return environment;
    }

    /// <summary>A label of an image that is on this machine.</summary>
    internal static async Task<string> LabelAsync(KeyValuePair<string, string>[] environment, string image, string label, CancellationToken cancel)
    {
        var (exitCode, output) = await RunAsync(environment, ["image", "inspect", "--format", $"{{{{index .Config.Labels \"{label}\"}}}}", image], cancel);
        Assert.Equal(0, exitCode);
        await RunAsync(environment, ["image", "rm", "--force", image], cancel);
        return output.Trim();
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(KeyValuePair<string, string>[] environment, string[] arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        try
        {
            using var docker = Process.Start(start)!;
            var output = docker.StandardOutput.ReadToEndAsync(cancel);
            await docker.StandardError.ReadToEndAsync(cancel);
            await docker.WaitForExitAsync(cancel);
            return (docker.ExitCode, await output);
        }
        catch (Win32Exception)
        {
            return (-1, "");
        }
    }
}
