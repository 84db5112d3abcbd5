using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Configuration;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Building;

/// <summary>The launch profile that a project is started with.</summary>
internal sealed record EffectiveLaunchProfile(string Name, LaunchProfile Profile);

/// <summary>Finds the launch profile of a project.</summary>
internal static class LaunchProfiles
{
    public static EffectiveLaunchProfile? Of(ProjectResource project, IConfiguration configuration)
    {
        if (project.HasAnnotationOfType<ExcludeLaunchProfileAnnotation>() || !project.TryGetLastAnnotation<IProjectMetadata>(out var metadata))
        {
            return null;
        }

        var profiles = Read(project, metadata)?.Profiles ?? [];
        if (project.TryGetLastAnnotation<LaunchProfileAnnotation>(out var chosen))
        {
            // A project that does not exist is told of as that when it is started.
            return profiles.TryGetValue(chosen.LaunchProfileName, out var profile) ? new(chosen.LaunchProfileName, profile)
                : File.Exists(metadata.ProjectPath) ? throw NotFound(project, chosen.LaunchProfileName, profiles.Keys)
                : null;
        }

        // The AppHost's own profile comes first, so that choosing https for it chooses https for all.
        var own = configuration["AppHost:DefaultLaunchProfileName"] ?? configuration["DOTNET_LAUNCH_PROFILE"];
        if (own is not null && profiles.TryGetValue(own, out var same) && IsProject(same))
        {
            return new(own, same);
        }

        return profiles.Where(pair => IsProject(pair.Value)).Select(pair => new EffectiveLaunchProfile(pair.Key, pair.Value)).FirstOrDefault();
    }

    private static DistributedApplicationException NotFound(ProjectResource project, string name, Dictionary<string, LaunchProfile>.KeyCollection known) => new(
        $"The resource '{project.Name}' is to start with the launch profile '{name}', which its launchSettings.json does not have. "
        + (known.Count == 0 ? "It has none. Add it, or leave the profile out of AddProject." : $"It has {string.Join(", ", known.Select(one => $"'{one}'"))}. Choose one of them in AddProject, or add it."));

    private static bool IsProject(LaunchProfile profile) => profile.CommandName is "Project";

    private static LaunchSettings? Read(ProjectResource project, IProjectMetadata metadata)
    {
        if (metadata.LaunchSettings is { } given)
        {
            return given;
        }

        var path = metadata.IsFileBasedApp
            ? Path.ChangeExtension(metadata.ProjectPath, ".run.json")
            : Path.Join(Path.GetDirectoryName(metadata.ProjectPath), "Properties", "launchSettings.json");
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, LaunchSettingsJson.Default.LaunchSettings);
        }
        catch (JsonException exception)
        {
            throw new DistributedApplicationException($"The launch settings of the resource '{project.Name}' in '{path}' cannot be read. {ConfigurationFiles.Describe(exception)} Correct the file.", exception);
        }
    }
}
