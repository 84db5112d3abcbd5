using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Containers.Engines;

internal sealed partial class ContainerEngines
{
    [LoggerMessage(LogLevel.Information, "Containers run with {Engine} {Version}")]
    private partial void LogFound(string engine, string version);

    [LoggerMessage(LogLevel.Information, "Containers cannot run: {Problem}")]
    private partial void LogUnusable(string problem);
}
