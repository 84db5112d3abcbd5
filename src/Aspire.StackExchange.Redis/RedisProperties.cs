using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Aspire.StackExchange.Redis;

/// <summary>
/// Reads the connection properties that <c>WithReference</c> sets beside the connection string, <c>CACHE_HOST</c> and so
/// on for the name <c>cache</c>, for an environment that has only these.
/// </summary>
internal static class RedisProperties
{
    /// <summary>The prefix of the variables: the name in upper case, with an underscore for what a variable cannot hold.</summary>
    internal static string PrefixOf(string connectionName)
        => string.Concat(connectionName.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_'));

    /// <summary>The connection string that the properties amount to and where it comes from, or null where there are none.</summary>
    /// <exception cref="InvalidOperationException">A property cannot be read.</exception>
    internal static (string ConnectionString, RedisSource Source)? Find(IConfiguration configuration, string connectionName)
    {
        var prefix = PrefixOf(connectionName);
        string? Read(string property) => configuration[$"{prefix}_{property}"] is { } value && !string.IsNullOrWhiteSpace(value)
            ? value.Trim()
            : null;

        if (Read("URI") is { } uri)
        {
            return (uri, new RedisSource($"{prefix}_URI"));
        }

        if (Read("HOST") is not { } host)
        {
            return null;
        }

        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            throw new InvalidOperationException($"The host in '{prefix}_HOST' cannot be used: it is a name or an address, and nothing else.");
        }

        var scheme = ReadTls(Read("SSL"), prefix) ? "rediss" : "redis";
        var port = ReadPort(Read("PORT"), prefix);

        // A password is taken as it stands: blanks at its ends belong to it.
        var password = configuration[$"{prefix}_PASSWORD"];
        var user = Read("USERNAME");
        var credentials = user is null && string.IsNullOrEmpty(password)
            ? ""
            : $"{Uri.EscapeDataString(user ?? "")}:{Uri.EscapeDataString(password ?? "")}@";
        return ($"{scheme}://{credentials}{Bracketed(host)}:{port}", new RedisSource($"{prefix}_HOST", prefix));
    }

    private static string Bracketed(string host) => host.Contains(':') && host[0] != '[' ? $"[{host}]" : host;

    private static int ReadPort(string? text, string prefix)
    {
        if (text is null)
        {
            return RedisConnectionString.DefaultPort;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue
            ? port
            : throw new InvalidOperationException($"The port in '{prefix}_PORT' cannot be used: it is a number from 1 to 65535.");
    }

    private static bool ReadTls(string? text, string prefix)
    {
        if (text is null)
        {
            return false;
        }

        // What is neither is not taken for false: nobody shall be without TLS by a slip of the pen.
        return bool.TryParse(text, out var tls)
            ? tls
            : throw new InvalidOperationException($"The setting '{prefix}_SSL' cannot be used: it is true or false.");
    }
}
