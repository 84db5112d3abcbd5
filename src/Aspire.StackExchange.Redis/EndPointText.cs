using System.Globalization;
using System.Net;

namespace Aspire.StackExchange.Redis;

/// <summary>The host and port of an end point, as people write them.</summary>
internal static class EndPointText
{
    internal static string Of(EndPoint? endPoint) => HostAndPort(endPoint) is ({ } host, var port)
        ? port is { } number ? string.Create(CultureInfo.InvariantCulture, $"{host}:{number}") : host
        : "an unknown address";

    internal static (string? Host, int? Port) HostAndPort(EndPoint? endPoint) => endPoint switch
    {
        DnsEndPoint dns => (dns.Host, dns.Port),
        IPEndPoint ip => (ip.Address.ToString(), ip.Port),
        null => (null, null),
        _ => (endPoint.ToString(), null),
    };
}
