namespace Api;

internal static class UnavailableProblem
{
    /// <summary>Answers 503 with a problem document: nothing is wrong with the request, and it may be sent again.</summary>
    public static ValueTask<bool> TryWriteUnavailableAsync(this IProblemDetailsService problems, HttpContext context, string title, string detail)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "1";
        return problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = { Status = StatusCodes.Status503ServiceUnavailable, Title = title, Detail = detail },
        });
    }
}
