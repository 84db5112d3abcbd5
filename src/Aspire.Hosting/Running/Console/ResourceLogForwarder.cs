using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Console;

/// <summary>Writes the logs of the resources to the log of the AppHost as well, each under a category of its own, for tests that collect it.</summary>
internal sealed partial class ResourceLogForwarder(ResourceLoggerService loggers, ILoggerFactory factory, IHostEnvironment environment) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        loggers.LineAdded += Forward;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        loggers.LineAdded -= Forward;
        return Task.CompletedTask;
    }

    private void Forward(string instanceId, string text, bool isError)
    {
        var logger = factory.CreateLogger($"{environment.ApplicationName}.Resources.{instanceId}");
        LogLine(logger, isError ? LogLevel.Error : LogLevel.Information, text);
    }

    [LoggerMessage("{Line}")]
    private static partial void LogLine(ILogger logger, LogLevel level, string line);
}
