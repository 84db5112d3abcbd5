using System.Net;

namespace EmbeddedRedis;

/// <summary>What the program is told: where to listen, where to keep data, and who may come in.</summary>
/// <param name="Listen">The address to listen on. Its port is never 0.</param>
/// <param name="DataFolder">Where data is kept, or <see langword="null"/> to keep it in memory alone.</param>
/// <param name="Password">What a client must present, or <see langword="null"/> to let everybody in.</param>
internal sealed record Arguments(IPEndPoint Listen, string? DataFolder, string? Password)
{
    /// <summary>The password comes in a variable because every user of a machine can read command lines.</summary>
    internal const string PasswordVariable = "REDIS_PASSWORD";

    internal const string Usage = $"""
        EmbeddedRedis --listen ADDRESS:PORT [--data FOLDER]

          --listen  the IP address and port to accept Redis clients on
          --data    keep data in this folder; without it data is gone when the program ends

        The variable {PasswordVariable} holds the password that clients must present.
        """;

    /// <exception cref="ConfigurationException">An argument is unknown, missing or malformed.</exception>
    internal static Arguments Parse(IReadOnlyList<string> args, Func<string, string?> variable)
    {
        IPEndPoint? listen = null;
        string? data = null;
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count
                ? args[i + 1]
                : throw new ConfigurationException($"{args[i]} needs a value.");
            switch (args[i])
            {
                case "--listen":
                    listen = ParseListen(value);
                    break;
                case "--data":
                    data = Path.GetFullPath(value);
                    break;
                default:
                    throw new ConfigurationException($"There is no option '{args[i]}'.");
            }
        }

        var password = variable(PasswordVariable);
        return new Arguments(
            listen ?? throw new ConfigurationException("--listen is missing: say where to listen, for example --listen 127.0.0.1:6379."),
            data,
            string.IsNullOrEmpty(password) ? null : password);
    }

    private static IPEndPoint ParseListen(string value) =>
        IPEndPoint.TryParse(value, out var endPoint) && endPoint.Port != 0
            ? endPoint
            : throw new ConfigurationException($"--listen '{value}' is no IP address with a port, for example 127.0.0.1:6379.");
}

/// <summary>The program cannot start as it was told to; the message is for its user.</summary>
internal sealed class ConfigurationException(string message) : Exception(message);
