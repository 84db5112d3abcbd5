using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Building;

/// <summary>The variables that a reference to a connection string sets.</summary>
internal static class ConnectionEnvironment
{
    public static void Add(
        Dictionary<string, object> environment,
        IResourceWithConnectionString resource,
        string? connectionName,
        bool optional,
        ReferenceEnvironmentInjectionFlags flags)
    {
        var name = connectionName ?? resource.Name;
        if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
        {
            environment[resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}"] = new ConnectionStringReference(resource, optional);
        }

        if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionProperties))
        {
            foreach (var (property, value) in PropertiesOf(resource))
            {
                environment[$"{ServiceEnvironment.Upper(name)}_{property.ToUpperInvariant()}"] = value;
            }
        }
    }

    public static IReadOnlyDictionary<string, ReferenceExpression> PropertiesOf(IResourceWithConnectionString resource)
    {
        var source = resource.TryGetLastAnnotation<ConnectionStringRedirectAnnotation>(out var redirect) ? redirect.Resource : resource;
        var properties = new Dictionary<string, ReferenceExpression>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in source.GetConnectionProperties())
        {
            properties[name] = value;
        }

        foreach (var own in resource.Annotations.OfType<ConnectionPropertyAnnotation>())
        {
            properties[own.Name] = own.Value;
        }

        return properties;
    }
}
