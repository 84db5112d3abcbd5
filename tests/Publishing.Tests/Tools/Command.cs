using System.Diagnostics;

namespace Publishing.Tests.Tools;

/// <summary>What a program wrote and how it ended.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error);

/// <summary>Runs the dotnet command to its end.</summary>
internal static class Command
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(2);

    public static async Task<CommandResult> DotNetAsync(string folder, CancellationToken cancel, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The environment that the tests run in is no part of what is published.
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        start.Environment.Remove("DOTNET_ENVIRONMENT");
        start.Environment.Remove("DOTNET_LAUNCH_PROFILE");

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(_limit);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
