namespace Aspire.Hosting.ApplicationModel;

/// <summary>The process that a local service wants started.</summary>
public sealed record LocalServicePlan
{
    /// <summary>The program: an absolute path, or a name on PATH.</summary>
    public required string FileName { get; init; }

    /// <summary>The arguments, unquoted. They must hold no secret: command lines can be read by every user of the machine.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables to set for the process, over those of the AppHost; <see langword="null"/> removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The folder to start in; by default the working folder of the context.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The user to run as, for servers that refuse to run as root; by default the user of the AppHost.</summary>
    public string? RunAs { get; init; }

    /// <summary>Whether the server is asked to end with SIGINT instead of SIGTERM.</summary>
    public bool StopsOnInterrupt { get; init; }

    /// <summary>How long the server may take to end before it is killed.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What runs, for the log and the dashboard, for example <c>redis-server 7.0.15 (/usr/bin/redis-server)</c>.</summary>
    public required string Source { get; init; }
}
