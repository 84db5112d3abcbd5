using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Postgres;

namespace Aspire.Hosting;

public static partial class PostgresBuilderExtensions
{
    /// <summary>Keeps data in a named volume over runs.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The name of the volume; one made of the names of the application and the resource, if there is none.</param>
    /// <param name="isReadOnly">Whether the server may not write to the volume. PostgreSQL does not start then.</param>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), PostgresContainer.DataTarget, isReadOnly);
    }

    /// <summary>Keeps data in a folder of this machine over runs.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="source">The folder; a relative path starts at the AppHost's folder.</param>
    /// <param name="isReadOnly">Whether the server may not write to the folder. PostgreSQL does not start then.</param>
    public static IResourceBuilder<PostgresServerResource> WithDataBindMount(this IResourceBuilder<PostgresServerResource> builder, string source, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        return builder.WithBindMount(source, PostgresContainer.DataTarget, isReadOnly);
    }

    /// <summary>Runs the scripts of a folder when the data is made, in the order of their names: <c>.sql</c>, <c>.sql.gz</c> and <c>.sh</c>.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="source">The folder, or one script; a relative path starts at the AppHost's folder.</param>
    public static IResourceBuilder<PostgresServerResource> WithInitFiles(this IResourceBuilder<PostgresServerResource> builder, string source)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(source);
        var path = Path.GetFullPath(source, builder.ApplicationBuilder.AppHostDirectory);
        if (builder.ApplicationBuilder.ExecutionContext.IsPublishMode)
            return builder; // a manifest has no place for files of this machine

        var target = File.Exists(path) ? $"{PostgresContainer.ScriptsTarget}/{Path.GetFileName(path)}" : PostgresContainer.ScriptsTarget;
        return builder.WithBindMount(path, target, isReadOnly: true);
    }

    /// <summary>Mounts a folder of scripts that are run when the data is made.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="source">The folder; a relative path starts at the AppHost's folder.</param>
    /// <param name="isReadOnly">Whether the scripts may not write to their folder.</param>
    [Obsolete("Use WithInitFiles instead.")]
    public static IResourceBuilder<PostgresServerResource> WithInitBindMount(this IResourceBuilder<PostgresServerResource> builder, string source, bool isReadOnly = true)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(source);
        return builder.WithBindMount(source, PostgresContainer.ScriptsTarget, isReadOnly);
    }
}
