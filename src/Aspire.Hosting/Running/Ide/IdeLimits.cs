namespace Aspire.Hosting.Running.Ide;

/// <summary>How long an IDE may take, so that nothing hangs on one that has stopped working.</summary>
internal sealed record IdeLimits
{
    /// <summary>To say what it can do, and to open the connection for its notifications.</summary>
    public TimeSpan Connecting { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>To answer the request for a session. Some build the project before they answer.</summary>
    public TimeSpan Answering { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>To say that a process of the session runs. Without it the project is then taken to run.</summary>
    public TimeSpan Beginning { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>To end a session that it was asked to end. After it the process is ended without the IDE.</summary>
    public TimeSpan Ending { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For a process to end by itself once its IDE is gone or does not end it.</summary>
    public TimeSpan Orphan { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two signs of life that the connection asks for.</summary>
    public TimeSpan SignOfLife { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For a sign of life. An IDE that is busy answers late.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(1);
}
