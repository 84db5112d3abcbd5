namespace Aspire.Hosting;

/// <summary>How a project is started.</summary>
public class ProjectResourceOptions
{
    /// <summary>The launch profile; that of the AppHost, if the project has one of that name, or else its first, if none is named.</summary>
    public string? LaunchProfileName { get; set; }

    /// <summary>Whether no launch profile is used.</summary>
    public bool ExcludeLaunchProfile { get; set; }

    /// <summary>Whether the endpoints that the project declares for Kestrel in its own appsettings are not taken.</summary>
    public bool ExcludeKestrelEndpoints { get; set; }
}
