using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes snapshots of resources, and words for them.</summary>
internal static class ResourceSnapshots
{
    public static CustomResourceSnapshot Initial(IResource resource) =>
        WithIcon(resource, (resource.TryGetLastAnnotation<ResourceSnapshotAnnotation>(out var given) ? given.InitialSnapshot : new CustomResourceSnapshot
        {
            ResourceType = TypeName(resource),
            Properties = [],
        }) with
        {
            Relationships = Relationships(resource),
            Volumes = [.. resource.Annotations.OfType<ContainerMountAnnotation>().Select(mount => new VolumeSnapshot(mount.Source, mount.Target, mount.Type == ContainerMountType.BindMount ? "bind" : "volume", mount.IsReadOnly))],
        });

    public static CustomResourceSnapshot WithCommands(IResource resource, CustomResourceSnapshot snapshot, IServiceProvider? services)
    {
        var commands = resource.Annotations.OfType<ResourceCommandAnnotation>().ToArray();
        if (commands.Length == 0 || services is null)
        {
            return snapshot;
        }

        var context = new UpdateCommandStateContext { ResourceSnapshot = snapshot, ServiceProvider = services };
        return snapshot with
        {
            Commands =
            [
                .. commands.Select(command => new ResourceCommandSnapshot(
                    command.Name,
                    command.UpdateState(context),
                    command.DisplayName,
                    command.DisplayDescription,
                    command.Parameter,
                    command.ConfirmationMessage,
                    command.IconName,
                    command.IconVariant,
                    command.IsHighlighted)
                {
                    Arguments = command.Arguments,
                    Visibility = command.Visibility,
                }),
            ],
        };
    }

    /// <summary>Why a resource is not there, in words.</summary>
    public static string Describe(CustomResourceSnapshot snapshot)
    {
        var reason = snapshot.Properties.FirstOrDefault(property => property.Name == FailureProperty)?.Value as string;
        return reason ?? (snapshot.State?.Text, snapshot.ExitCode) switch
        {
            (_, { } code) => $"it ended with exit code {code}.",
            ({ } state, _) => $"its state is {state}.",
            _ => "it has no state.",
        };
    }

    /// <summary>The property that holds the sentence about why a resource failed.</summary>
    public const string FailureProperty = "resource.failure";

    public static ImmutableArray<ResourcePropertySnapshot> Set(this ImmutableArray<ResourcePropertySnapshot> properties, string name, object? value) =>
        [.. properties.Where(property => property.Name != name), .. value is null ? Array.Empty<ResourcePropertySnapshot>() : [new(name, value)]];

    // RedisResource is a Redis to whoever looks at it.
    private static string TypeName(IResource resource) => resource switch
    {
        ProjectResource => "Project",
        ExecutableResource => "Executable",
        ParameterResource { IsConnectionString: true } => "ConnectionString",
        ParameterResource => "Parameter",
        _ => resource.GetType().Name is { } name && name.EndsWith("Resource", StringComparison.Ordinal) && name != "Resource" ? name[..^"Resource".Length] : resource.GetType().Name,
    };

    private static CustomResourceSnapshot WithIcon(IResource resource, CustomResourceSnapshot snapshot) =>
        resource.TryGetLastAnnotation<ResourceIconAnnotation>(out var icon) ? snapshot with { IconName = icon.IconName, IconVariant = icon.IconVariant } : snapshot;

    private static ImmutableArray<RelationshipSnapshot> Relationships(IResource resource)
    {
        var declared = resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(one => new RelationshipSnapshot(one.Resource.Name, one.Type));
        var parent = resource is IResourceWithParent child ? [new RelationshipSnapshot(child.Parent.Name, KnownRelationshipTypes.Parent)] : Array.Empty<RelationshipSnapshot>();
        return [.. declared.Concat(parent).Distinct()];
    }
}
