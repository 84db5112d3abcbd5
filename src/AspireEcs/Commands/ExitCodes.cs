namespace AspireEcs.Commands;

/// <summary>What a command ends with, for CI.</summary>
internal static class ExitCodes
{
    internal const int Done = 0;

    /// <summary>It could not be done: the input is wrong, AWS said no, the deployment failed.</summary>
    internal const int Failed = 1;

    /// <summary>It was not done, because it would lose data or break a rule.</summary>
    internal const int Refused = 2;

    /// <summary>It was not done, because it costs more than the settings allow.</summary>
    internal const int TooDear = 3;
}
