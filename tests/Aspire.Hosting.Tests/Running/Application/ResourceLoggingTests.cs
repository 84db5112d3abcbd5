using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Tests.Running.Application;

public class ResourceLoggingTests
{
    [Fact]
    public async Task The_logs_of_the_resources_go_to_the_log_of_the_AppHost_when_asked_for()
    {
        using var collected = new Collector();
        await using var builder = DistributedApplicationTestingBuilder.Create([], (options, _) => options.EnableResourceLogging = true);
        builder.Services.AddSingleton<ILoggerProvider>(collected);
        builder.AddShell("program", "echo hello");

        var application = await builder.StartAsync();
        await application.WaitForStateAsync("program", KnownResourceStates.Finished);

        Assert.Contains(collected.Lines, line => line.Category.EndsWith(".Resources.program", StringComparison.Ordinal) && line.Text == "hello");
    }

    private sealed class Collector : ILoggerProvider
    {
        public ConcurrentBag<(string Category, string Text)> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Log(categoryName, Lines);

        public void Dispose() { }

        private sealed class Log(string category, ConcurrentBag<(string, string)> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Add((category, formatter(state, exception)));
        }
    }
}
