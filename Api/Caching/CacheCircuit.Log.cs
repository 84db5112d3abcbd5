namespace Api.Caching;

internal sealed partial class CacheCircuit
{
    [LoggerMessage(LogLevel.Warning, "The cache does not answer, products are read from the database until it does: {Cause}")]
    private partial void LogLost(string cause);

    [LoggerMessage(LogLevel.Information, "The cache answers again")]
    private partial void LogFound();

    [LoggerMessage(LogLevel.Debug, "The cache failed: {Cause}")]
    private partial void LogFailed(string cause);
}
