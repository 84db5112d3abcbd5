using System.Globalization;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>Reads a connection string of either form: StackExchange.Redis' own, or a URI.</summary>
/// <remarks>
/// Handed a URI, StackExchange.Redis takes the whole text for the name of a host and connects without TLS, so no URI
/// may reach it: it is translated, or refused.
/// </remarks>
internal static class RedisConnectionString
{
    internal const int DefaultPort = 6379;

    internal static ConfigurationOptions Parse(string connectionString, string connectionName)
    {
        var text = connectionString.Trim();
        var end = text.IndexOf("://", StringComparison.Ordinal);

        // A value such as password=a://b has the mark behind an equals sign and is no URI.
        return end > 0 && text[..end].IndexOfAny(['=', ',', ' ']) < 0
            ? FromUri(text, connectionName)
            : FromOptions(text, connectionName);
    }

    /// <summary>Whether the connection string alone says that the connection is secured, whatever other options say.</summary>
    internal static bool IsSecuredUri(string? connectionString)
        => connectionString?.TrimStart().StartsWith("rediss://", StringComparison.OrdinalIgnoreCase) == true;

    private static ConfigurationOptions FromOptions(string text, string connectionName)
    {
        if (text.StartsWith("redis:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("rediss:", StringComparison.OrdinalIgnoreCase))
        {
            throw Refused(connectionName, "behind the scheme of a URI comes //");
        }

        RefuseBrokenPassword(text, connectionName);
        try
        {
            return ConfigurationOptions.Parse(text);
        }
        catch (ArgumentException)
        {
            // What it says quotes a piece of the text, which may be one of the password: it is not handed on.
            throw Refused(connectionName, $"part {PartThatFails(text)} of it (counted at its commas) is no option of StackExchange.Redis, "
                + "or its value is none that the option takes. A password that holds a comma is written in a URI, the comma as %2C");
        }
    }

    /// <summary>
    /// StackExchange.Redis ends a password at its first comma and takes the rest for the name of another server, to which
    /// it connects and which it writes into logs.
    /// </summary>
    private static void RefuseBrokenPassword(string text, string connectionName)
    {
        var afterOptions = text.Split(',').Select(part => part.Trim()).SkipWhile(part => !part.Contains('='));
        if (afterOptions.Any(part => part.Length > 0 && !part.Contains('=') && !EndsInPort(part)))
        {
            throw Refused(connectionName, "a part without an equals sign stands behind an option. A password that holds a comma is "
                + "written in a URI, the comma as %2C; servers stand before options");
        }
    }

    private static bool EndsInPort(string part)
        => part.LastIndexOf(':') is > 0 and var colon
            && ushort.TryParse(part.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static int PartThatFails(string text)
    {
        var parts = text.Split(',');
        var failed = Array.FindIndex(parts, part =>
        {
            try
            {
                ConfigurationOptions.Parse(part);
                return false;
            }
            catch (ArgumentException)
            {
                return true;
            }
        });
        return failed + 1;
    }

    private static ConfigurationOptions FromUri(string text, string connectionName)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw Refused(connectionName, "it cannot be read as a URI; characters such as @, : and / in a password are written %40, %3A and %2F");
        }

        var options = new ConfigurationOptions
        {
            Ssl = uri.Scheme switch
            {
                "rediss" => true,
                "redis" => false,
                _ => throw Refused(connectionName, $"the scheme '{uri.Scheme}' is not known"),
            },
        };
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw Refused(connectionName, "a query or fragment has no meaning here; options are set in the configuration section "
                + $"'{RedisRegistration.Section}:{connectionName}:ConfigurationOptions'");
        }

        options.EndPoints.Add(uri.IdnHost, uri.Port > 0 ? uri.Port : DefaultPort);
        if (options.Ssl)
        {
            options.SslHost = uri.IdnHost;
        }

        ReadCredentials(uri, options);
        ReadDatabase(uri, options, connectionName);
        return options;
    }

    private static void ReadCredentials(Uri uri, ConfigurationOptions options)
    {
        if (uri.UserInfo.Length == 0)
        {
            return;
        }

        // redis://:password@host and redis://user:password@host; a lone word before @ is the user.
        var parts = uri.UserInfo.Split(':', 2);
        options.User = parts[0].Length > 0 ? Uri.UnescapeDataString(parts[0]) : null;
        options.Password = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : null;
    }

    private static void ReadDatabase(Uri uri, ConfigurationOptions options, string connectionName)
    {
        var path = uri.AbsolutePath.Trim('/');
        if (path.Length == 0)
        {
            return;
        }

        options.DefaultDatabase = int.TryParse(path, NumberStyles.None, CultureInfo.InvariantCulture, out var database)
            ? database
            : throw Refused(connectionName, "its path is the number of a database, such as /0");
    }

    // The text itself stays out of the message: it holds the password.
    private static InvalidOperationException Refused(string connectionName, string cause)
        => new($"The connection string '{connectionName}' cannot be used: {cause}. Write "
            + "rediss://user:password@host:port/database, or redis:// for a server without TLS, or "
            + "host:port,user=…,password=…,ssl=true.");
}
