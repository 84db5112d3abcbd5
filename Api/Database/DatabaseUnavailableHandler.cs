using Microsoft.AspNetCore.Diagnostics;

namespace Api.Database;

/// <summary>Answers 503 rather than 500 when it is the database that cannot be reached: the caller may try again.</summary>
internal sealed partial class DatabaseUnavailableHandler(IProblemDetailsService problems, ILogger<DatabaseUnavailableHandler> logger) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!DatabaseLoss.MayPass(exception))
            return ValueTask.FromResult(false);

        LogUnavailable(httpContext.Request.Method, httpContext.Request.Path, exception.Message);
        return problems.TryWriteUnavailableAsync(
            httpContext, "The database is not available.", "Nothing is wrong with the request: send it again in a moment.");
    }

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} could not be served, the database cannot be reached: {Cause}")]
    private partial void LogUnavailable(string method, string path, string cause);
}
