namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address of this machine, such as <c>http://localhost:18889</c>. Whoever receives it gets the address by which it reaches this machine: a container another one than a process.</summary>
/// <param name="Url">The address as processes of this machine use it.</param>
public record HostUrl(string Url) : IValueProvider, IManifestExpressionProvider
{
    string IManifestExpressionProvider.ValueExpression => Url;

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) => new(Url);

    async ValueTask<string?> IValueProvider.GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        if (context.ReachHost is not { } reach || !Uri.TryCreate(Url, UriKind.Absolute, out var address) || !address.IsLoopback)
        {
            return Url;
        }

        var reached = (await reach(address, cancellationToken).ConfigureAwait(false)).ToString();
        return Url.EndsWith('/') ? reached : reached.TrimEnd('/');
    }
}
