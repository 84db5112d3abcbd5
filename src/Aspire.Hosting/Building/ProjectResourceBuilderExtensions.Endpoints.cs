using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ProjectResourceBuilderExtensions
{
    /// <summary>
    /// Chooses the endpoints that the project is told to listen on through its environment (<c>ASPNETCORE_URLS</c>, or where
    /// it declares them for Kestrel, <c>Kestrel__Endpoints__*</c>). By default it is told all of them; the ones that are left
    /// out it has to open itself.
    /// </summary>
    /// <param name="builder">The project.</param>
    /// <param name="filter">Says whether the project is told of an endpoint. Of several filters, all have to.</param>
    public static IResourceBuilder<ProjectResource> WithEndpointsInEnvironment(this IResourceBuilder<ProjectResource> builder, Func<EndpointAnnotation, bool> filter)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(filter);
        return builder.WithAnnotation(new EndpointsInEnvironmentAnnotation(filter));
    }
}
