using System.Net;
using Aspire.Dashboard.Api;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Security;

/// <summary>
/// Answers only to names of its own. A page on the internet can have its name resolved to 127.0.0.1 (DNS rebinding) and
/// would then read this server as its own origin; it cannot change the name that its requests carry.
/// </summary>
internal sealed class HostMiddleware(RequestDelegate next, DashboardOptions options)
{
    private readonly DashboardAddress[] _addresses = [.. options.Urls.Select(DashboardAddress.Parse)];

    public Task InvokeAsync(HttpContext context) => IsOwn(context.Request.Host.Host)
        ? next(context)
        : Problem.WriteAsync(context, StatusCodes.Status400BadRequest, "Unknown host name",
            $"The dashboard does not answer to the host name '{context.Request.Host.Host}'. Use localhost, or add the name to the setting AllowedHosts.");

    private bool IsOwn(string host)
    {
        if (DashboardAddress.IsLoopbackName(host) || options.AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase))
            return true;
        if (IPAddress.TryParse(host.Trim('[', ']'), out var ip))
            return IPAddress.IsLoopback(ip) || _addresses.Any(address => !address.IsLoopback);
        return _addresses.Any(address => address.Host.Equals(host, StringComparison.OrdinalIgnoreCase));
    }
}
