using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Otlp.Receiving;

/// <summary>Lets pages of other sites send, where the settings name those sites.</summary>
/// <remarks><see href="https://fetch.spec.whatwg.org/#http-cors-protocol"/>.</remarks>
internal sealed class OtlpCors(OtlpCorsOptions options)
{
    private const string Any = "*";

    private static readonly string[] NeededHeaders = ["content-type", "content-encoding", "x-requested-with", OtlpReceiver.ApiKeyHeader];

    /// <summary>Tells a browser what its page may do.</summary>
    /// <returns>Whether that was all it asked.</returns>
    internal bool Allows(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var isQuestion = HttpMethods.IsOptions(request.Method) && request.Headers.ContainsKey("Access-Control-Request-Method");
        if (request.Headers.Origin is [{ Length: > 0 } origin] && IsAllowed(origin))
        {
            response.Headers.AccessControlAllowOrigin = origin;
            response.Headers.Vary = "Origin";
            if (isQuestion)
            {
                response.Headers.AccessControlAllowMethods = "POST";
                response.Headers.AccessControlAllowHeaders = options.AllowedHeaders.Contains(Any)
                    ? request.Headers.AccessControlRequestHeaders
                    : string.Join(", ", NeededHeaders.Union(options.AllowedHeaders, StringComparer.OrdinalIgnoreCase));
                response.Headers.AccessControlMaxAge = "3600";
            }
        }
        if (isQuestion)
            response.StatusCode = StatusCodes.Status204NoContent; // Without the headers above the browser lets the page send nothing.
        return isQuestion;
    }

    private bool IsAllowed(string origin) => options.AllowedOrigins.Any(allowed => allowed == Any || allowed.TrimEnd('/').Equals(origin, StringComparison.OrdinalIgnoreCase));
}
