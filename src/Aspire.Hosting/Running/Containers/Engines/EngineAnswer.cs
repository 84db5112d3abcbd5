namespace Aspire.Hosting.Running.Containers.Engines;

/// <summary>What came of asking for an engine: the engine, or a sentence about why there is none.</summary>
/// <param name="Engine">The engine, if it answers.</param>
/// <param name="Standing">How it stands with the engine.</param>
/// <param name="Problem">Why it cannot be used, and what to do; empty if it can.</param>
internal sealed record EngineAnswer(ContainerEngine? Engine, EngineStanding Standing, string Problem);

/// <summary>How it stands with an engine.</summary>
internal enum EngineStanding
{
    /// <summary>Its program is not on this machine.</summary>
    NotInstalled,

    /// <summary>Somebody has to change something before it can be used.</summary>
    Unusable,

    /// <summary>It does not run, or hangs. It may answer at any time.</summary>
    Silent,

    /// <summary>It can be used.</summary>
    Answers,
}
