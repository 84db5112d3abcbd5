using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

// The document: one entry for each resource, then the entries that these refer to and the model does not have.
public sealed partial class ManifestPublishingContext
{
    internal async Task WriteModelAsync(DistributedApplicationModel model)
    {
        var published = model.Resources.Where(resource => !resource.IsExcludedFromPublish()).ToArray();
        _dependents.Start(model.Resources);

        Writer.WriteStartObject();
        Writer.WriteStartObject("resources");
        foreach (var resource in published)
        {
            await WriteEntryAsync(resource).ConfigureAwait(false);
        }

        await WriteDependentsAsync().ConfigureAwait(false);
        Writer.WriteEndObject();
        Writer.WriteEndObject();
        Warnings.AddRange(_dependents.LeftOut.Select(resource =>
            $"The manifest refers to the resource '{resource.Name}', which has no entry in it: it was left out with ExcludeFromManifest. Publish it, or refer to it in run mode alone."));
    }

    private async Task WriteDependentsAsync()
    {
        while (_dependents.TryTake(out var entry))
        {
            switch (entry)
            {
                case UriEncodedParameter encoded:
                    WriteUriEncoded(encoded.Parameter);
                    break;
                case ReferenceExpression conditional:
                    await WriteConditionalAsync(conditional).ConfigureAwait(false);
                    break;
                case IResource resource:
                    await WriteEntryAsync(resource).ConfigureAwait(false);
                    break;
            }
        }
    }

    private async Task WriteEntryAsync(IResource resource)
    {
        Writer.WriteStartObject(resource.Name);
        try
        {
            await WriteResourceAsync(resource).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever a callback throws: the user has to know whose it was.
            throw new DistributedApplicationException($"The resource '{resource.Name}' cannot be published. {exception.Message}", exception);
        }

        Writer.WriteEndObject();
    }

    private Task WriteResourceAsync(IResource resource)
    {
        if (resource.TryGetLastAnnotation<ManifestPublishingCallbackAnnotation>(out var own) && own.Callback is { } callback)
        {
            return callback(this);
        }

        switch (resource)
        {
            case ContainerResource container:
                return WriteContainerAsync(container);
            case ProjectResource project:
                return WriteProjectAsync(project);
            case ExecutableResource executable:
                return WriteExecutableAsync(executable);
            case ParameterResource parameter:
                WriteParameter(parameter);
                break;
            case IResourceWithConnectionString:
                Writer.WriteString("type", "value.v0");
                WriteConnectionString(resource);
                break;
            default:
                Writer.WriteString("error", "This resource does not support generation in the manifest.");
                Warnings.Add($"The resource '{resource.Name}' of type '{resource.GetType().Name}' says nothing in the manifest. Say what with WithManifestPublishingCallback, or leave it out with ExcludeFromManifest.");
                break;
        }

        return Task.CompletedTask;
    }
}
