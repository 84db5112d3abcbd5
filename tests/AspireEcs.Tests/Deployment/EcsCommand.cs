using System.Diagnostics;
using AspireEcs.Tests.Aws;

namespace AspireEcs.Tests.Deployment;

/// <summary>Runs aspire-ecs as a user does: a process, its output, its exit code.</summary>
internal static class EcsCommand
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    internal static async Task<(int ExitCode, string Output, string Error)> RunAsync(Moto moto, params IEnumerable<string> arguments) => await RunAsync(moto, [], arguments);

    internal static Task<(int ExitCode, string Output, string Error)> RunAsync(Moto moto, IEnumerable<KeyValuePair<string, string>> environment, IEnumerable<string> arguments) =>
        RunAsync(moto.Environment.Concat(environment), arguments);

    /// <summary>Runs it with an environment, and without an AWS to talk to unless that names one.</summary>
    internal static async Task<(int ExitCode, string Output, string Error)> RunAsync(IEnumerable<KeyValuePair<string, string>> environment, IEnumerable<string> arguments)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        using var process = Start(environment, arguments);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    internal static Process Start(IEnumerable<KeyValuePair<string, string>> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "aspire-ecs.exe" : "aspire-ecs"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
