using Confluent.Kafka;
using Microsoft.AspNetCore.Diagnostics;

namespace Api.Messaging;

/// <summary>Answers 503 rather than 500 to the few requests that need Kafka at once.</summary>
internal sealed partial class KafkaUnavailableHandler(IProblemDetailsService problems, ILogger<KafkaUnavailableHandler> logger) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not KafkaException failure)
            return ValueTask.FromResult(false);

        LogUnavailable(httpContext.Request.Method, httpContext.Request.Path, failure.Message);
        return problems.TryWriteUnavailableAsync(httpContext, "Kafka is not available.", "Orders are taken nevertheless. Send this request again in a moment.");
    }

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} could not be served, Kafka cannot be reached: {Cause}")]
    private partial void LogUnavailable(string method, string path, string cause);
}
