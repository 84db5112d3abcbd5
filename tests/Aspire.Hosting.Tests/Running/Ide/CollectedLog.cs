using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Tests.Running.Ide;

/// <summary>Keeps what an AppHost logs.</summary>
internal static class CollectedLog
{
    public static ConcurrentQueue<string> CollectLog(this IDistributedApplicationBuilder builder)
    {
        var lines = new ConcurrentQueue<string>();
        builder.Services.AddSingleton<ILoggerProvider>(new Provider(lines));
        return lines;
    }

    private sealed class Provider(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)}{exception}");

        public void Dispose()
        {
        }
    }
}
