namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states that resources go through. A custom resource may have others.</summary>
public static class KnownResourceStates
{
    /// <summary>It waits to be started by hand.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>It waits for others.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>Its project is being built.</summary>
    public static readonly string Building = nameof(Building);

    /// <summary>It is starting.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>It runs.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>It is there, and has no process of its own.</summary>
    public static readonly string Active = nameof(Active);

    /// <summary>It is stopping.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>It has ended, with an exit code other than 0 or because it was stopped.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>It has ended with exit code 0.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>It could not be started.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>The container engine that it needs does not work.</summary>
    public static readonly string RuntimeUnhealthy = nameof(RuntimeUnhealthy);

    /// <summary>It is a parameter without a value.</summary>
    public static readonly string ValueMissing = "Value missing";

    /// <summary>It is not shown.</summary>
    public static readonly string Hidden = nameof(Hidden);

    /// <summary>The states after which nothing more happens by itself.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];

    /// <summary>The states in which the project of a resource can be built anew.</summary>
    public static readonly IReadOnlyList<string> BuildableStates = [NotStarted, .. TerminalStates];
}

/// <summary>How a state is shown.</summary>
public static class KnownResourceStateStyles
{
    /// <summary>All is well.</summary>
    public static readonly string Success = "success";

    /// <summary>Something is wrong.</summary>
    public static readonly string Error = "error";

    /// <summary>Something is worth knowing.</summary>
    public static readonly string Info = "info";

    /// <summary>Something may go wrong.</summary>
    public static readonly string Warn = "warning";
}

/// <summary>Names of properties that every viewer understands.</summary>
public static class CustomResourceKnownProperties
{
    /// <summary>What the resource is made of: a project, an image, a program, a URL.</summary>
    public static string Source { get; } = "resource.source";

    /// <summary>The connection string. It is shown masked.</summary>
    public static string ConnectionString { get; } = "resource.connectionString";
}
