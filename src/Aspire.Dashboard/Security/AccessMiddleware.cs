using Aspire.Dashboard.Api;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Security;

/// <summary>Keeps out who may not see the dashboard, and commands that another site's page sends in a user's name.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, DashboardAccess access)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
            return next(context);
        if (!access.Admits(request))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Problem.WriteAsync(context, StatusCodes.Status401Unauthorized, "Not signed in",
                "Open the link with the token that the application printed when it started, or send the token: 'Authorization: Bearer <token>', or '?t=<token>' at the end of the address. " +
                "DASHBOARD__FRONTEND__BROWSERTOKEN sets the token; DASHBOARD__FRONTEND__AUTHMODE=Unsecured asks for none.");
        }
        if (Changes(request) && !access.HasBearerToken(request) && !IsOwnPage(request))
        {
            return Problem.WriteAsync(context, StatusCodes.Status403Forbidden, "Sent by another site",
                "Commands are taken from the dashboard's own page and from programs, not from the pages of other sites.");
        }
        return next(context);
    }

    private static bool Changes(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));

    // Browsers tell where a request comes from in these headers and let no page change them; a program such as curl sends neither.
    private static bool IsOwnPage(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is not ("" or "same-origin" or "none"))
            return false;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
