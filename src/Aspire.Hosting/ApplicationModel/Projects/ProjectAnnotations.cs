namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names the launch profile that a project is started with.</summary>
/// <param name="launchProfileName">The name of the profile.</param>
public class LaunchProfileAnnotation(string launchProfileName) : IResourceAnnotation
{
    /// <summary>The name of the profile.</summary>
    public string LaunchProfileName { get; } = launchProfileName ?? throw new ArgumentNullException(nameof(launchProfileName));
}

/// <summary>Says that no launch profile is used.</summary>
public sealed class ExcludeLaunchProfileAnnotation : IResourceAnnotation;

/// <summary>Says that a published service does not trust the headers of a proxy in front of it.</summary>
public sealed class DisableForwardedHeadersAnnotation : IResourceAnnotation;

/// <summary>The endpoints that the project declares for Kestrel in its own appsettings are not taken.</summary>
internal sealed class ExcludeKestrelEndpointsAnnotation : IResourceAnnotation;

/// <summary>Says whether a project is told through its environment to listen on an endpoint.</summary>
internal sealed class EndpointsInEnvironmentAnnotation(Func<EndpointAnnotation, bool> filter) : IResourceAnnotation
{
    public static bool Includes(ProjectResource project, EndpointReference endpoint) =>
        project.Annotations.OfType<EndpointsInEnvironmentAnnotation>().All(one => one.Filter(endpoint.EndpointAnnotation));

    private Func<EndpointAnnotation, bool> Filter { get; } = filter;
}
