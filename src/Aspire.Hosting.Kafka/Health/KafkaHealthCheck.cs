using System.Buffers.Binary;
using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Kafka;

/// <summary>Asks a broker which versions of the protocol it speaks, the first thing that every client asks.</summary>
/// <remarks>It speaks the protocol itself: a client library would bring native code and threads into the AppHost.</remarks>
internal sealed class KafkaHealthCheck(KafkaServerResource kafka) : IHealthCheck
{
    private const int CorrelationId = 1;

    /// <summary>ApiVersions (key 18) in version 0, with a correlation id and no client id, after the four bytes of its length.</summary>
    private static readonly byte[] Question = [0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, CorrelationId, 0xff, 0xff];

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var endpoint = kafka.PrimaryEndpoint;
        if (!endpoint.IsAllocated)
            return HealthCheckResult.Unhealthy("It has no address yet.");

        try
        {
            using var client = new TcpClient { NoDelay = true };
            await client.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken).ConfigureAwait(false);
            var stream = client.GetStream();
            await stream.WriteAsync(Question, cancellationToken).ConfigureAwait(false);
            var answer = new byte[10]; // length, correlation id, error code
            await stream.ReadExactlyAsync(answer, cancellationToken).ConfigureAwait(false);
            return (BinaryPrimitives.ReadInt32BigEndian(answer.AsSpan(4)), BinaryPrimitives.ReadInt16BigEndian(answer.AsSpan(8))) switch
            {
                (CorrelationId, 0) => HealthCheckResult.Healthy(),
                (CorrelationId, var error) => HealthCheckResult.Unhealthy($"Kafka answers with error {error}."),
                _ => HealthCheckResult.Unhealthy($"What listens at {endpoint.Host}:{endpoint.Port} is no Kafka broker."),
            };
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return HealthCheckResult.Unhealthy($"Kafka does not answer at {endpoint.Host}:{endpoint.Port}: {e.Message}", e);
        }
    }
}
