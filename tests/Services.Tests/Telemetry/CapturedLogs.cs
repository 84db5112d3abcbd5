using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Services.Tests.Telemetry;

/// <summary>What an application wrote into its log.</summary>
internal sealed class CapturedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _awaited = new();

    internal IReadOnlyList<string> Lines => [.. _lines];

    internal void ListenTo(IHostApplicationBuilder builder)
        => builder.Services.AddSingleton<ILoggerProvider>(this).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace));

    /// <summary>The first line with the text, from now on or before.</summary>
    internal async Task<string> LineWithAsync(string text)
    {
        var awaited = _awaited.GetOrAdd(text, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (_lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } line)
        {
            return line;
        }

        try
        {
            return await awaited.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"Nothing was logged with '{text}':\n{string.Join('\n', _lines)}");
        }
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
    }

    private void Add(string line)
    {
        _lines.Enqueue(line);
        foreach (var (_, awaited) in _awaited.Where(pair => line.Contains(pair.Key, StringComparison.Ordinal)))
        {
            awaited.TrySetResult(line);
        }
    }

    private sealed class Category(CapturedLogs logs, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => logs.Add($"{logLevel} {name}: {formatter(state, exception)} {exception}");
    }
}
