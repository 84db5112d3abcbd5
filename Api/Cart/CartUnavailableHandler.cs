using Api.Caching;
using Microsoft.AspNetCore.Diagnostics;

namespace Api.Cart;

/// <summary>Answers 503 rather than 500 when Redis is away, which carts alone cannot do without.</summary>
internal sealed partial class CartUnavailableHandler(IProblemDetailsService problems, ILogger<CartUnavailableHandler> logger) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!RedisLoss.Is(exception))
            return ValueTask.FromResult(false);

        LogUnavailable(httpContext.Request.Method, httpContext.Request.Path, exception.Message);
        return problems.TryWriteUnavailableAsync(
            httpContext, "The cart is not available.", "It is as it was. Products and orders are available: try the cart again in a moment.");
    }

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} could not be served, Redis cannot be reached: {Cause}")]
    private partial void LogUnavailable(string method, string path, string cause);
}
