using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aspire.Dashboard;

/// <summary>Has Kestrel listen where the options say.</summary>
internal static class DashboardListener
{
    internal static void Configure(WebApplicationBuilder builder, DashboardOptions options)
    {
        DashboardAddress[] addresses = [.. options.Urls.Select(DashboardAddress.Parse)];
        foreach (var address in addresses)
        {
            if (!address.IsLoopback && !address.IsHttps && !options.AllowUnsecuredTransport)
                throw new DashboardException(
                    $"The dashboard's address {address.Text} can be reached from other machines, and http lets anybody on the way read the token. " +
                    "Use a localhost address or https in ASPNETCORE_URLS, or set ASPIRE_ALLOW_UNSECURED_TRANSPORT=true.");
        }

        builder.WebHost.UseKestrelCore();
        if (addresses.Any(address => address.IsHttps))
            builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var address in addresses)
                Listen(kestrel, address);
        });
    }

    private static void Listen(KestrelServerOptions kestrel, DashboardAddress address)
    {
        void Secure(ListenOptions listen)
        {
            if (!address.IsHttps)
                return;
            try
            {
                listen.UseHttps();
            }
            catch (InvalidOperationException failure)
            {
                throw new DashboardException(
                    $"The dashboard cannot serve {address.Text}: {failure.Message} Make the developer certificate with 'dotnet dev-certs https --trust', or use http in ASPNETCORE_URLS.", failure);
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
