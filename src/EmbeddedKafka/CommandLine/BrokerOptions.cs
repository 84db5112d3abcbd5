using System.Globalization;
using EmbeddedKafka.Server;

namespace EmbeddedKafka.CommandLine;

/// <summary>What the command line says.</summary>
internal sealed record BrokerOptions(
    IReadOnlyList<ListenerEndpoint> Listeners, string DataFolder, int DefaultPartitions, bool FlushEachAppend)
{
    /// <summary>PEM; with <see cref="KeyFile"/> or not at all.</summary>
    public string? CertificateFile { get; init; }

    public string? KeyFile { get; init; }

    public string? UsersFile { get; init; }

    public const string Usage = """
        EmbeddedKafka, a small durable broker that speaks the Kafka protocol.

          --listen [NAME=]HOST:PORT      where to listen; port 0 takes a free one. May be repeated, with names.
          --advertise [NAME=]HOST:PORT   the address that clients of this listener are given, if it is another
          --data DIR                     the folder that keeps everything
          --partitions N                 of topics that are created by being used (1)
          --flush os|disk                when a record is acknowledged: when the operating system has it (os),
                                         or when the disk has it, which survives a power cut and is slower
          --tls-certificate FILE         speak TLS with this certificate (PEM, its chain behind it) ...
          --tls-key FILE                 ... and its key
          --users FILE                   let in who is in this file, NAME:PASSWORD a line, by SASL/PLAIN
        """;

    /// <exception cref="StartupException">An option is unknown, missing or malformed.</exception>
    public static BrokerOptions Parse(IReadOnlyList<string> arguments)
    {
        var (listen, advertise) = (new Dictionary<string, HostPort>(), new Dictionary<string, HostPort>());
        string? data = null, certificate = null, key = null, users = null;
        var (partitions, flushEachAppend) = (1, false);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var option = arguments[i];
            if (i + 1 == arguments.Count) throw new StartupException($"The option '{option}' lacks its value. --help lists the options.");
            var value = arguments[i + 1];
            switch (option)
            {
                case "--listen": AddNamed(listen, option, value); break;
                case "--advertise": AddNamed(advertise, option, value); break;
                case "--data": data = value; break;
                case "--partitions": partitions = ParsePartitions(value); break;
                case "--tls-certificate": certificate = value; break;
                case "--tls-key": key = value; break;
                case "--users": users = value; break;
                case "--flush": flushEachAppend = ParseFlush(value); break;
                default: throw new StartupException($"There is no option '{option}'. --help lists the options.");
            }
        }

        if (data is null) throw new StartupException("The option --data is missing: name the folder that is to keep the records.");
        if (certificate is null != key is null) throw new StartupException("--tls-certificate and --tls-key belong together: give both for TLS, or neither.");
        if (listen.Count == 0) throw new StartupException("The option --listen is missing: name the address to listen at, such as 127.0.0.1:9092.");
        if (advertise.Keys.FirstOrDefault(name => !listen.ContainsKey(name)) is { } unknown)
        {
            throw new StartupException($"--advertise speaks of the listener '{unknown}' and no --listen has this name.");
        }

        if (listen.FirstOrDefault(named => named.Value.IsEverywhere && !advertise.ContainsKey(named.Key)) is { Value: { } everywhere })
        {
            throw new StartupException($"--listen {everywhere} needs --advertise HOST:PORT: a client cannot connect to '{everywhere.Host}'.");
        }

        return new BrokerOptions(
            [.. listen.Select(named => new ListenerEndpoint(named.Key, named.Value, advertise.GetValueOrDefault(named.Key)))],
            data, partitions, flushEachAppend)
        { CertificateFile = certificate, KeyFile = key, UsersFile = users };
    }

    private static void AddNamed(Dictionary<string, HostPort> addresses, string option, string value)
    {
        var parts = value.Split('=', 2);
        var (name, address) = parts.Length == 2 ? (parts[0], parts[1]) : ("", value);
        if (!addresses.TryAdd(name, ParseAddress(option, address)))
        {
            throw new StartupException($"{option} is given twice for one listener; tell them apart by a name: {option} NAME=HOST:PORT.");
        }
    }

    private static HostPort ParseAddress(string option, string value)
    {
        var colon = value.LastIndexOf(':');
        if (colon > 0 && ushort.TryParse(value.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return new HostPort(value[..colon].Trim('[', ']'), port);
        }

        throw new StartupException($"{option} '{value}' is no address; write it as HOST:PORT, such as 127.0.0.1:9092.");
    }

    private static int ParsePartitions(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 1000
            ? count
            : throw new StartupException($"--partitions '{value}' must be a number from 1 to 1000.");

    private static bool ParseFlush(string value) => value switch
    {
        "os" => false,
        "disk" => true,
        _ => throw new StartupException($"--flush '{value}' must be 'os' or 'disk'."),
    };
}
