using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Redis;

namespace Aspire.Hosting;

public static partial class RedisBuilderExtensions
{
    /// <summary>Keeps data in a named volume over runs, with snapshots every minute in which a key changed.</summary>
    /// <remarks>
    /// Without a container engine the volume is a folder of the user's data folder, and every acknowledged write is kept,
    /// also when the server is killed.
    /// </remarks>
    /// <param name="builder">The server.</param>
    /// <param name="name">The name of the volume; one made of the names of the application and the resource, if there is none.</param>
    /// <param name="isReadOnly">Whether the server may not write to the volume. It then takes no snapshots.</param>
    public static IResourceBuilder<RedisResource> WithDataVolume(this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), RedisLocalService.DataTarget, isReadOnly)
            .WithPersistenceUnless(isReadOnly);
    }

    /// <summary>Keeps data in a folder of this machine over runs, with snapshots every minute in which a key changed.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="source">The folder; a relative path starts at the AppHost's folder.</param>
    /// <param name="isReadOnly">Whether the server may not write to the folder. It then takes no snapshots.</param>
    public static IResourceBuilder<RedisResource> WithDataBindMount(this IResourceBuilder<RedisResource> builder, string source, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        return builder
            .WithBindMount(source, RedisLocalService.DataTarget, isReadOnly)
            .WithPersistenceUnless(isReadOnly);
    }

    /// <summary>Takes snapshots of the data. Together with a volume or bind mount they are kept over runs.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="interval">How often to look whether a snapshot is due, in whole seconds; a minute, if nothing is said.</param>
    /// <param name="keysChangedThreshold">How many keys must have changed for a snapshot. At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is under a second, or the threshold under 1.</exception>
    public static IResourceBuilder<RedisResource> WithPersistence(
        this IResourceBuilder<RedisResource> builder, TimeSpan? interval = null, long keysChangedThreshold = 1)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var every = interval ?? TimeSpan.FromMinutes(1);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, TimeSpan.FromSeconds(1), nameof(interval));
        ArgumentOutOfRangeException.ThrowIfLessThan(keysChangedThreshold, 1);
        return builder.WithAnnotation(new PersistenceAnnotation(every, keysChangedThreshold), ResourceAnnotationMutationBehavior.Replace);
    }

    private static IResourceBuilder<RedisResource> WithPersistenceUnless(this IResourceBuilder<RedisResource> builder, bool isReadOnly) =>
        isReadOnly || builder.Resource.Annotations.OfType<PersistenceAnnotation>().Any() ? builder : builder.WithPersistence();
}
