using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Kafka;

/// <summary>A property of the listener that whoever asks can use: containers come in by another one, which tells them addresses that they can reach.</summary>
/// <param name="kafka">The broker.</param>
/// <param name="property">The property.</param>
internal sealed class KafkaAddress(KafkaServerResource kafka, EndpointProperty property) : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    public string ValueExpression => Of(kafka.PrimaryEndpoint).ValueExpression;

    IEnumerable<object> IValueWithReferences.References => [kafka.PrimaryEndpoint];

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => Of(kafka.PrimaryEndpoint).GetValueAsync(cancellationToken);

    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) =>
        Of(context.Network == KnownNetworkIdentifiers.DefaultAspireContainerNetwork ? kafka.InternalEndpoint : kafka.PrimaryEndpoint).GetValueAsync(context, cancellationToken);

    private EndpointReferenceExpression Of(EndpointReference endpoint) => endpoint.Property(property);
}
