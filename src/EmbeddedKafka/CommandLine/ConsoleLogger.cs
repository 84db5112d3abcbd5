using Microsoft.Extensions.Logging;

namespace EmbeddedKafka.CommandLine;

/// <summary>Writes warnings and errors to the error stream, a line each. The broker is silent while all is well.</summary>
internal sealed class ConsoleLogger(LogLevel quietest) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= quietest;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        var text = $"{logLevel}: {formatter(state, exception)}";
        Console.Error.WriteLine(exception switch
        {
            null => text,
            IOException or UnauthorizedAccessException => $"{text} {exception.Message}", // what a disk fails with is for the user
            _ => $"{text} {exception}",
        });
    }
}
