using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Configuration;

/// <summary>Tells which values must not be shown.</summary>
internal static class Secrets
{
    /// <summary>Whether a value is a secret parameter, or is made of one.</summary>
    public static bool IsPartOf(object? value) => IsPartOf(value, []);

    private static bool IsPartOf(object? value, HashSet<object> visited) => value switch
    {
        null => false,
        ParameterResource parameter => parameter.Secret,
        EndpointReference or EndpointReferenceExpression => false,
        IResourceBuilder<IResource> builder => IsPartOf(builder.Resource, visited),
        IValueWithReferences made => visited.Add(made) && made.References.Any(part => IsPartOf(part, visited)),
        _ => false,
    };
}
