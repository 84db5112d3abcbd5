using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace Api.Database;

/// <summary>Answers 503 rather than 500 when it is the database that cannot be reached: the caller may try again.</summary>
internal sealed partial class DatabaseUnavailableHandler(IProblemDetailsService problems, ILogger<DatabaseUnavailableHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not NpgsqlException failure || !MayWorkLater(failure))
            return false;

        LogUnavailable(httpContext.Request.Method, httpContext.Request.Path, failure.Message);
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = "1";
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails =
            {
                Status = StatusCodes.Status503ServiceUnavailable,
                Title = "The database is not available.",
                Detail = "Nothing is wrong with the request: send it again in a moment.",
            },
        });
    }

    /// <summary>No connection, a server that starts or stops, or tables that <see cref="SchemaUpdate"/> is about to make.</summary>
    private static bool MayWorkLater(NpgsqlException failure) => failure is PostgresException answer
        ? answer.IsTransient || answer.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidCatalogName
        : true;

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} could not be served, the database cannot be reached: {Cause}")]
    private partial void LogUnavailable(string method, string path, string cause);
}
