namespace Aspire.Hosting.Running.Processes;

/// <summary>What to start, and how to end it.</summary>
internal sealed record ProcessSpec
{
    /// <summary>The program: an absolute path, a path relative to the working directory, or a name to look up on PATH.</summary>
    public required string FileName { get; init; }

    /// <summary>The arguments, unquoted.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables set over the environment that the process inherits; <see langword="null"/> removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether the process receives the variables of this process, under its own. True by default.</summary>
    public bool InheritsEnvironment { get; init; } = true;

    /// <summary>The folder to start in; by default the current one.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The user to run as, for servers that refuse to run as root. Unix only; by default the current user.</summary>
    public string? RunAs { get; init; }

    /// <summary>How the process is asked to end.</summary>
    public StopSignal StopSignal { get; init; } = StopSignal.Terminate;

    /// <summary>How long the process may take to end once asked, before it is killed. 10 seconds by default.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether what it leaves running when it ends is left alone, as by the program of a container engine: what carries a container's
    /// ports may be a process that it has started. Otherwise that is ended.
    /// </summary>
    public bool LeavesOthersRunning { get; init; }

    /// <summary>Text for the standard input, which is closed after it. Without it the process reads the end at once.</summary>
    public string? StandardInput { get; init; }

    /// <summary>What the standard input holds after <see cref="StandardInput"/>, for a program that does not read text.</summary>
    public byte[]? BinaryInput { get; init; }

    /// <summary>The program alone: arguments, environment and input may hold what no log should show.</summary>
    public override string ToString() => FileName;
}
