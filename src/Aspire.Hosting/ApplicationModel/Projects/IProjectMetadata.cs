using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>What is known about a project when the AppHost is built. The build generates one for each project that the AppHost refers to.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>The absolute path of the project file.</summary>
    string ProjectPath { get; }

    /// <summary>The launch settings of the project, where they do not come from its <c>Properties/launchSettings.json</c>.</summary>
    LaunchSettings? LaunchSettings => null;

    /// <summary>Whether the project is a single source file.</summary>
    bool IsFileBasedApp => false;

    /// <summary>Whether the project must not be built when it starts.</summary>
    bool SuppressBuild => false;
}
