using System.Net;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard;

/// <summary>An address of <see cref="DashboardOptions.Urls"/>, taken apart.</summary>
/// <param name="Text">As it was given.</param>
/// <param name="IsHttps">Whether it is encrypted.</param>
/// <param name="Host">A host name, an IP address, or <c>*</c>.</param>
/// <param name="Port">0 for any free port.</param>
/// <param name="Setting">Where it was given.</param>
internal sealed record DashboardAddress(string Text, bool IsHttps, string Host, int Port, string Setting)
{
    /// <summary>The IP address to bind. <see langword="null"/> for both loopback addresses (<c>localhost</c>), and for all there are.</summary>
    internal IPAddress? Ip { get; } = IPAddress.TryParse(Host.Trim('[', ']'), out var ip) ? ip : null;

    internal bool IsLoopback => Ip is not null ? IPAddress.IsLoopback(Ip) : IsLoopbackName(Host);

    internal static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    internal static DashboardAddress Parse(string text) => Parse(text, "ASPNETCORE_URLS");

    internal static DashboardAddress Parse(string text, string setting)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(text);
        }
        catch (FormatException failure)
        {
            throw Unusable(text, setting, failure);
        }
        var isHttps = address.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase);
        if (address.IsUnixPipe || address.IsNamedPipe || address.PathBase.Length > 0 || address.Port > IPEndPoint.MaxPort || !(isHttps || address.Scheme.Equals("http", StringComparison.OrdinalIgnoreCase)))
            throw Unusable(text, setting);
        return new DashboardAddress(text, isHttps, address.Host, address.Port, setting);
    }

    private static DashboardException Unusable(string text, string setting, Exception? cause = null)
    {
        var message = $"The dashboard cannot listen on '{text}'. Set {setting} to an address such as http://localhost:15888.";
        return cause is null ? new(message) : new(message, cause);
    }
}
