using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Parameters;

/// <summary>Finds the parameters that a value has to wait for.</summary>
internal static class MissingValues
{
    /// <summary>The first parameter in a value that somebody is asked for; none, if the value can be had.</summary>
    public static ParameterResource? Of(object? value) => Of(value, []);

    private static ParameterResource? Of(object? value, HashSet<object> visited) => value switch
    {
        ParameterResource parameter => parameter.IsAskedFor ? parameter : null,
        EndpointReference or EndpointReferenceExpression => null,
        IResourceBuilder<IResource> builder => Of(builder.Resource, visited),
        ConnectionStringResource connection => Of(connection.ConnectionStringExpression, visited),
        IValueWithReferences made when visited.Add(made) => made.References.Select(part => Of(part, visited)).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
