using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Adds a command that can be given to the resource, from the dashboard for example.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The name, unique within the resource. One of the same name replaces the earlier.</param>
    /// <param name="displayName">The text that is shown.</param>
    /// <param name="executeCommand">Does it.</param>
    /// <param name="commandOptions">How it is shown.</param>
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder,
        string name,
        string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        CommandOptions? commandOptions = null) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        var options = commandOptions ?? new();
        if (builder.Resource.Annotations.OfType<ResourceCommandAnnotation>().FirstOrDefault(one => one.Name == name) is { } earlier)
        {
            builder.Resource.Annotations.Remove(earlier);
        }

        return builder.WithAnnotation(new ResourceCommandAnnotation(
            name,
            displayName,
            options.UpdateState ?? (_ => ResourceCommandState.Enabled),
            executeCommand,
            options.Description,
            options.Arguments,
            options.ConfirmationMessage,
            options.IconName,
            options.IconVariant,
            options.IsHighlighted,
            options.Visibility,
            options.ValidateArguments)
        {
            Parameter = options.Parameter,
        });
    }
}
