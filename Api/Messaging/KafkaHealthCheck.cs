using Confluent.Kafka;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Api.Messaging;

/// <summary>Asks a broker what there is. Registered as degraded at worst: orders wait in the outbox for Kafka.</summary>
internal sealed class KafkaHealthCheck(Lazy<IProducer<string, string>> producer) : IHealthCheck
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await Task.Run(Ask, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (KafkaException failure)
        {
            return new HealthCheckResult(
                context.Registration.FailureStatus,
                $"Kafka does not answer ({failure.Error.Reason}); orders are taken and are confirmed when it is back.");
        }
    }

    private void Ask()
    {
        using var admin = new DependentAdminClientBuilder(producer.Value.Handle).Build();
        admin.GetMetadata(AnswerTimeout);   // to ask for a topic by its name would make it
    }
}
