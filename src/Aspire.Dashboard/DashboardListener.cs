using System.Globalization;
using System.Net;
using Aspire.Dashboard.Grpc;
using Aspire.Dashboard.Otlp.Receiving;
using Aspire.Dashboard.ResourceService;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aspire.Dashboard;

/// <summary>Has Kestrel listen where the options say.</summary>
internal static class DashboardListener
{
    internal static void Configure(WebApplicationBuilder builder, DashboardOptions options)
    {
        var (pages, grpc, http, resources) = Addresses(options);
        DashboardAddress[] all = [.. pages, .. new[] { grpc, http, resources }.OfType<DashboardAddress>()];
        foreach (var address in all)
        {
            if (!address.IsLoopback && !address.IsHttps && !options.AllowUnsecuredTransport)
                throw new DashboardException(
                    $"The dashboard's address {address.Text} can be reached from other machines, and http lets anybody on the way read the token. " +
                    $"Use a localhost address or https in {address.Setting}, or set ASPIRE_ALLOW_UNSECURED_TRANSPORT=true.");
        }

        builder.WebHost.UseKestrelCore();
        if (all.Any(address => address.IsHttps))
            builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LimitedBody.MostBytes;
            foreach (var page in pages)
                Listen(kestrel, page, _ => { });
            if (grpc is not null)
                Listen(kestrel, grpc, listen => Take(listen, OtlpConnection.Mark, HttpProtocols.Http2)); // Without TLS a port speaks HTTP/2 or HTTP/1.1, not both.
            if (http is not null)
                Listen(kestrel, http, listen => Take(listen, OtlpConnection.Mark, http.IsHttps ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1));
            if (resources is not null)
                Listen(kestrel, resources, listen => Take(listen, ResourceServiceConnection.Mark, HttpProtocols.Http2));
        });
    }

    /// <summary>Says which of the addresses could not be had.</summary>
    internal static DashboardException CannotListen(DashboardOptions options, IOException failure)
    {
        var (pages, grpc, http, resources) = Addresses(options);
        var all = new[] { grpc, http, resources }.OfType<DashboardAddress>().Concat(pages).ToArray();

        // Kestrel names the address in its message alone.
        var refused = Array.Find(all, address => failure.Message.Contains($":{address.Port.ToString(CultureInfo.InvariantCulture)}:", StringComparison.Ordinal)) ?? pages[0];
        return new DashboardException(
            failure.InnerException is AddressInUseException
                ? $"The dashboard cannot listen on {refused.Text}: port {refused.Port} is in use. End what listens there, or set {refused.Setting} to another address."
                : $"The dashboard cannot listen on {refused.Text}: {failure.Message.TrimEnd('.')}. Set {refused.Setting} to another address.",
            failure)
        { Port = refused.Port };
    }

    private static (DashboardAddress[] Pages, DashboardAddress? Grpc, DashboardAddress? Http, DashboardAddress? Resources) Addresses(DashboardOptions options) => (
        [.. options.Urls.Select(DashboardAddress.Parse)],
        options.OtlpGrpcUrl is { } grpc ? DashboardAddress.Parse(grpc, "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL") : null,
        options.OtlpHttpUrl is { } http ? DashboardAddress.Parse(http, "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL") : null,
        options.ResourceService is { } service ? DashboardAddress.Parse(service.Url, ResourceServiceOptions.UrlSetting) : null);

    /// <param name="listen">Where.</param>
    /// <param name="mark">Tells what comes in there from requests for the page.</param>
    /// <param name="protocols">What is spoken.</param>
    private static void Take<TMark>(ListenOptions listen, TMark mark, HttpProtocols protocols) where TMark : class
    {
        listen.Protocols = protocols;
        listen.Use(next => connection =>
        {
            connection.Features.Set(mark);
            return next(connection);
        });
    }

    private static void Listen(KestrelServerOptions kestrel, DashboardAddress address, Action<ListenOptions> prepare)
    {
        void Secure(ListenOptions listen)
        {
            prepare(listen);
            if (!address.IsHttps)
                return;
            try
            {
                listen.UseHttps();
            }
            catch (InvalidOperationException failure)
            {
                throw new DashboardException(
                    $"The dashboard cannot serve {address.Text}: {failure.Message} Make the developer certificate with 'dotnet dev-certs https --trust', or use http in {address.Setting}.", failure);
            }
        }

        if (address.Ip is { } ip)
            kestrel.Listen(ip, address.Port, Secure);
        else if (!address.IsLoopback)
            kestrel.ListenAnyIP(address.Port, Secure);
        else if (address.Port == 0)
            kestrel.Listen(IPAddress.Loopback, 0, Secure); // Two loopback addresses could not be given the same free port.
        else
            kestrel.ListenLocalhost(address.Port, Secure);
    }
}
