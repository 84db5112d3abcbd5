using Aspire.ClientIntegrations;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Aspire.Confluent.Kafka;

/// <summary>Healthy while a broker answers a request for metadata over the client's own connections.</summary>
internal sealed class KafkaHealthCheck(Func<IClient> resolve, KafkaLog log) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly Lazy<IAdminClient> _admin = new(
        () => new DependentAdminClientBuilder(resolve().Handle).Build(), LazyThreadSafetyMode.ExecutionAndPublication);

    internal static void Add(
        IHostApplicationBuilder builder, string kind, string? serviceKey, Func<IServiceProvider, IClient> resolve)
    {
        var name = serviceKey is null ? kind : $"{kind}_{serviceKey}";

        // One for all runs of the check, as it holds a thread of its own.
        builder.Services.TryAddKeyedSingleton(name, (services, _) => new KafkaHealthCheck(() => resolve(services), services.GetRequiredService<KafkaLog>()));
        builder.TryAddHealthCheck(name, services => services.GetRequiredKeyedService<KafkaHealthCheck>(name));
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // The call blocks until a broker answers or the limit is over.
            var metadata = await Task.Run(() => _admin.Value.GetMetadata(Limit), cancellationToken)
                .WaitAsync(cancellationToken).ConfigureAwait(false);

            // host:port/id; the statistics tell the same, but the application may have turned them off.
            log.Reached(resolve().Name, [metadata.OriginatingBrokerName.Split('/')[0]]);
            return metadata.Brokers.Count > 0
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus, "The Kafka cluster has no broker.");
        }
        catch (KafkaException exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"No Kafka broker answers: {exception.Message}", exception);
        }
        catch (InvalidOperationException exception)
        {
            // A client that cannot be created, or was disposed of.
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }

    public void Dispose()
    {
        if (_admin.IsValueCreated)
        {
            _admin.Value.Dispose();
        }
    }
}
