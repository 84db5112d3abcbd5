using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Redis;

/// <summary>Asks a Redis server for a PONG, as a client with the password.</summary>
/// <remarks>It speaks the protocol itself: a client library would cost the AppHost more memory than the rest of it.</remarks>
internal sealed class RedisHealthCheck(RedisResource redis) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var endpoint = redis.PrimaryEndpoint;
        if (!endpoint.IsAllocated)
            return HealthCheckResult.Unhealthy("It has no address yet.");

        try
        {
            var password = redis.PasswordParameter is { } parameter ? await parameter.GetValueAsync(cancellationToken).ConfigureAwait(false) : null;
            using var client = new TcpClient { NoDelay = true };
            await client.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken).ConfigureAwait(false);
            return await AskAsync(client.GetStream(), password, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return HealthCheckResult.Unhealthy($"Redis does not answer at {endpoint.Host}:{endpoint.Port}: {e.Message}", e);
        }
    }

    private async Task<HealthCheckResult> AskAsync(NetworkStream stream, string? password, CancellationToken cancellationToken)
    {
        using var answers = new StreamReader(stream, Encoding.UTF8);
        if (!string.IsNullOrEmpty(password)
            && await SayAsync(["AUTH", password]).ConfigureAwait(false) is not "+OK" and var refusal)
        {
            return HealthCheckResult.Unhealthy(
                $"Redis does not accept the password of the parameter '{redis.PasswordParameter!.Name}': {refusal?.TrimStart('-')}");
        }

        return await SayAsync(["PING"]).ConfigureAwait(false) switch
        {
            "+PONG" => HealthCheckResult.Healthy(),
            null => HealthCheckResult.Unhealthy("Redis closed the connection."),
            var answer => HealthCheckResult.Unhealthy($"Redis answers '{answer.TrimStart('-')}'."), // LOADING, for example
        };

        async Task<string?> SayAsync(string[] words)
        {
            await stream.WriteAsync(Command(words), cancellationToken).ConfigureAwait(false);
            return await answers.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A command as an array of strings. The shorter, inline form is not understood by every server.</summary>
    private static byte[] Command(string[] words)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{words.Length}\r\n");
        foreach (var word in words)
            text.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n").Append(word).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
