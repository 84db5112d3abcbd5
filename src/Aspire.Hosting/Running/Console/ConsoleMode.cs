using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Running.Console;

/// <summary>What the AppHost writes to its console.</summary>
internal enum ConsoleMode
{
    /// <summary>What happens to the resources, and where they are reached.</summary>
    Quiet,

    /// <summary>Their logs as well.</summary>
    Logs,

    /// <summary>Nothing.</summary>
    Off,
}

internal static class ConsoleModes
{
    public const string Setting = "Aspire:Console";

    public static ConsoleMode Read(IConfiguration configuration) => configuration[Setting] switch
    {
        null or "" => ConsoleMode.Quiet,
        var text when Enum.TryParse<ConsoleMode>(text, ignoreCase: true, out var mode) => mode,
        var text => throw new DistributedApplicationException($"The setting {Setting} is '{text}'. It can be Quiet (the default), Logs or Off."),
    };
}
