using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Running.Containers.Engines;

/// <summary>Runs the command-line program of a container engine. It knows contexts, credentials and virtual machines, so that nobody here has to.</summary>
/// <param name="program">The path of the program.</param>
/// <param name="launcher">Starts it.</param>
internal sealed class EngineCli(string program, ProcessLauncher launcher)
{
    /// <summary>The name of the program, for messages.</summary>
    public string Program { get; } = Path.GetFileNameWithoutExtension(program);

    /// <summary>Runs a command to its end.</summary>
    public Task<ProcessResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        launcher.RunAsync(Spec(arguments, null), cancellationToken);

    /// <summary>Runs a command to its end, and hands on what it writes while it runs.</summary>
    public Task<ProcessResult> RunAsync(IReadOnlyList<string> arguments, Action<string> onLine, CancellationToken cancellationToken) =>
        RunAsync(arguments, new Dictionary<string, string?>(), onLine, cancellationToken);

    /// <summary>Runs a command to its end, with variables that do not stand on its command line, and hands on what it writes while it runs.</summary>
    public async Task<ProcessResult> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment, Action<string> onLine, CancellationToken cancellationToken)
    {
        var lines = new List<ProcessResult.Line>();
        var process = launcher.Start(Spec(arguments, environment), (text, isError) =>
        {
            lines.Add(new(text, isError));
            onLine(text);
        });
        await using (cancellationToken.Register(process.Kill).ConfigureAwait(false))
        {
            var exit = await process.Completion.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return new(exit, lines);
        }
    }

    /// <summary>Runs a command to its end and takes what it answers.</summary>
    /// <param name="arguments">The command.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="environment">Variables that the program hands on to a container; they never stand on its command line.</param>
    /// <param name="input">What the program reads.</param>
    /// <exception cref="EngineException">The command failed.</exception>
    public async Task<string> AskAsync(
        IReadOnlyList<string> arguments, CancellationToken cancellationToken, IReadOnlyDictionary<string, string?>? environment = null, byte[]? input = null)
    {
        var result = await launcher.RunAsync(Spec(arguments, environment) with { BinaryInput = input }, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? result.Output.Trim() : throw Failure(arguments, result);
    }

    /// <summary>Runs a command that goes on until it is killed, or its subject ends.</summary>
    public RunningProcess Follow(IReadOnlyList<string> arguments, Action<string, bool> onLine) =>
        launcher.Start(Spec(arguments, null) with { StopGrace = TimeSpan.FromSeconds(1) }, onLine);

    public EngineException Failure(IReadOnlyList<string> arguments, ProcessResult result) =>
        new($"'{Program} {Command(arguments)}' failed: {EngineMessage.Of(result)}", result.Errors);

    // "network create" and "run": what comes after may be long, and nobody asked for it.
    private static string Command(IReadOnlyList<string> arguments) =>
        arguments is ["network" or "image" or "volume" or "system", var verb, ..] ? $"{arguments[0]} {verb}" : arguments[0];

    private ProcessSpec Spec(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?>? environment) => new()
    {
        FileName = program,
        Arguments = arguments,
        Environment = environment ?? new Dictionary<string, string?>(),
        LeavesOthersRunning = true,
    };
}
