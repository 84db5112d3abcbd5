using System.Globalization;
using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Redis;

/// <summary>A redis.conf. It holds the password, which a command line would show to everybody.</summary>
/// <param name="endpoint">Where to listen.</param>
/// <param name="dataFolder">An existing folder.</param>
internal sealed class RedisConfigurationFile(LocalServiceEndpoint endpoint, string dataFolder)
{
    /// <summary>Tells the next one who wants to use the data folder that it is taken.</summary>
    internal required string PidFile { get; init; }

    /// <summary>What clients must present, if anything.</summary>
    internal string? Password { get; init; }

    /// <summary>When to write snapshots; <see langword="null"/> for never.</summary>
    internal PersistenceAnnotation? Snapshots { get; init; }

    /// <summary>Whether each write reaches the log before it is acknowledged, so that it survives the end of the process.</summary>
    internal bool AppendsToLog { get; init; }

    internal string Text()
    {
        var text = new StringBuilder();
        void Say(string directive, string value) => text.Append(directive).Append(' ').Append(value).Append('\n');

        Say("bind", endpoint.Host);
        Say("port", endpoint.Port.ToString(CultureInfo.InvariantCulture));
        Say("protected-mode", "no"); // as in the image; "bind" says who can come in
        Say("daemonize", "no");
        Say("dir", Quote(dataFolder));
        Say("pidfile", Quote(PidFile));
        Say("save", Snapshots is { } snapshots ? string.Create(CultureInfo.InvariantCulture, $"{snapshots.Seconds} {snapshots.KeysChangedThreshold}") : "\"\"");
        Say("appendonly", AppendsToLog ? "yes" : "no");
        // By default Redis acknowledges before the log is written, while a slow disk is still busy with what came before.
        Say("appendfsync", "always");
        if (!string.IsNullOrEmpty(Password))
            Say("requirepass", Quote(Password));
        return text.ToString();
    }

    private static string Quote(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var b in Encoding.UTF8.GetBytes(value))
        {
            if (b is (byte)'"' or (byte)'\\')
                quoted.Append('\\').Append((char)b);
            else if (b is >= 0x20 and < 0x7f)
                quoted.Append((char)b);
            else
                quoted.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
        }

        return quoted.Append('"').ToString();
    }
}
