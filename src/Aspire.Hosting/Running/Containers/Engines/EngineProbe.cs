using System.Text.Json;
using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Running.Containers.Engines;

/// <summary>Finds out whether an engine is installed and works, and tells apart why it does not.</summary>
/// <param name="launcher">Starts the program of the engine.</param>
/// <param name="time">The clock for the limit.</param>
/// <param name="searchPath">Where programs are looked for; by default PATH.</param>
internal sealed class EngineProbe(ProcessLauncher launcher, TimeProvider time, string? searchPath = null)
{
    /// <summary>How long an engine may take to answer. Servers that can do without an engine wait as long.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public async Task<EngineAnswer> AskAsync(EngineDialect dialect)
    {
        if (ExecutableFile.Find(dialect.Name, searchPath ?? Environment.GetEnvironmentVariable("PATH")) is not { } program)
        {
            return new(null, EngineStanding.NotInstalled, $"{dialect.Name} is not installed (there is no program of that name on PATH). Install it.");
        }

        var cli = new EngineCli(program, launcher);
        using var limit = new CancellationTokenSource(Limit, time);
        try
        {
            var result = await cli.RunAsync(dialect.ProbeCommand, limit.Token).ConfigureAwait(false);
            return result.Succeeded ? Read(dialect, cli, result) : Explain(dialect, result);
        }
        catch (OperationCanceledException)
        {
            return new(null, EngineStanding.Silent, $"{dialect.Name} is installed, but did not answer within {Limit.TotalSeconds:0} seconds. Restart it.");
        }
        catch (ProcessStartException exception)
        {
            return new(null, EngineStanding.Unusable, exception.Message);
        }
    }

    private static EngineAnswer Read(EngineDialect dialect, EngineCli cli, ProcessResult result)
    {
        try
        {
            using var answer = JsonDocument.Parse(result.Output);
            if (dialect.ReadVersion(answer.RootElement) is not { } version)
            {
                return new(null, EngineStanding.Unusable, $"the program '{cli.Program}' is not {dialect.Name}.");
            }

            return IsTooOld(version, dialect.OldestVersion)
                ? new(null, EngineStanding.Unusable, $"{dialect.Name} {version} is too old: at least {dialect.OldestVersion} is needed. Update it.")
                : new(new(dialect, version, cli), EngineStanding.Answers, "");
        }
        catch (JsonException)
        {
            return new(null, EngineStanding.Unusable, $"the program '{cli.Program}' answered '{dialect.Name} {string.Join(' ', dialect.ProbeCommand)}' with something that is not understood. Update it.");
        }
    }

    // "20.10.24+dfsg1", "5.0.0-rc1"
    private static bool IsTooOld(string version, Version oldest) =>
        Version.TryParse(string.Concat(version.TakeWhile(c => char.IsAsciiDigit(c) || c == '.')).TrimEnd('.'), out var known) && known < oldest;

    private static EngineAnswer Explain(EngineDialect dialect, ProcessResult result)
    {
        var text = result.Errors;
        var message = EngineMessage.Of(result);
        return Says("permission denied", "access is denied") ? new(null, EngineStanding.Unusable, $"{dialect.Name} is installed, but this user may not use it ({message.TrimEnd('.')}). {dialect.AccessRemedy}")
            : Says("client version", "minimum supported api", "too old", "is too new") ? new(null, EngineStanding.Unusable, $"{dialect.Name} is too old ({message.TrimEnd('.')}). Update it.")
            : Says("cannot connect", "is the docker daemon running", "connection refused", "error during connect", "no such file", "unable to connect", "failed to connect", "no such host")
                ? new(null, EngineStanding.Silent, $"{dialect.Name} is installed, but is not running ({message.TrimEnd('.')}). Start it.")
            : new(null, EngineStanding.Unusable, $"{dialect.Name} is installed, but does not work: {message}");

        bool Says(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
            {
                if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
