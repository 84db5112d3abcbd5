using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Security;

/// <summary>Decides who may see the dashboard: those who show the token, or the cookie that was given for it.</summary>
internal sealed class DashboardAccess(DashboardOptions options)
{
    // Derived, so that the token itself is in no browser's store, and the same as long as the token is the same.
    private readonly string _cookieValue = Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.BrowserToken), "aspire-dashboard-cookie"u8));

    internal bool IsOpen => options.AuthMode == DashboardAuthMode.Unsecured;

    internal bool IsToken(string? text) => Same(text, options.BrowserToken);

    internal bool Admits(HttpRequest request) =>
        IsOpen || HasBearerToken(request) || IsToken(request.Query["t"]) || Same(request.Cookies[CookieName(request)], _cookieValue);

    /// <summary>A browser never adds this by itself, so a request that has it is no other site's doing.</summary>
    internal bool HasBearerToken(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && IsToken(header[Scheme.Length..].Trim());
    }

    internal void Remember(HttpContext context) =>
        context.Response.Cookies.Append(CookieName(context.Request), _cookieValue, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/",
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(3),
        });

    // Browsers keep cookies by host without the port: two dashboards of one machine must not overwrite each other's.
    private static string CookieName(HttpRequest request) => $"aspire-dashboard-{request.Host.Port ?? (request.IsHttps ? 443 : 80)}";

    private static bool Same(string? given, string expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
