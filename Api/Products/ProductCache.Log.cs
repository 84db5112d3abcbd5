namespace Api.Products;

internal sealed partial class ProductCache
{
    [LoggerMessage(LogLevel.Warning, "The cache does not answer, products are read from the database until it does: {Cause}")]
    private partial void LogLost(string cause);

    [LoggerMessage(LogLevel.Information, "The cache answers again")]
    private partial void LogFound();

    [LoggerMessage(LogLevel.Debug, "The cache failed: {Cause}")]
    private partial void LogFailed(string cause);

    [LoggerMessage(LogLevel.Warning, "What the cache holds under {Key} cannot be read and is replaced: {Cause}")]
    private partial void LogUnreadable(string key, string cause);
}
