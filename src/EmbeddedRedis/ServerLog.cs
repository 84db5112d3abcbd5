using Microsoft.Extensions.Logging;

namespace EmbeddedRedis;

/// <summary>Writes what Garnet warns of to the error stream, a line each. It is silent while all is well.</summary>
/// <param name="explains">Called with each error, on the thread that met it; whether it is explained elsewhere and not worth a line.</param>
internal sealed class ServerLog(Func<bool> explains) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and not LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel) || (logLevel >= LogLevel.Error && explains()))
            return;

        // Garnet puts whole stack traces into some of its messages.
        var message = formatter(state, exception).Split('\n')[0].TrimEnd();
        Console.Error.WriteLine(exception is null ? $"{logLevel}: {message}" : $"{logLevel}: {message} {exception.Message}");
    }

    public void Dispose()
    {
    }
}
