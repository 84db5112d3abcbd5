using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

// Environment, arguments and connection strings: values as the texts that a deployment resolves.
public sealed partial class ManifestPublishingContext
{
    /// <summary>Writes the <c>connectionString</c> of a resource that has one.</summary>
    public void WriteConnectionString(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (resource is IResourceWithConnectionString connection)
        {
            var source = resource.TryGetLastAnnotation<ConnectionStringRedirectAnnotation>(out var redirect) ? redirect.Resource : connection;
            Writer.WriteString("connectionString", TextOf(source.ConnectionStringExpression, "The connection string"));
        }
    }

    /// <summary>Writes the <c>env</c> of a resource, if it has any.</summary>
    public async Task WriteEnvironmentVariablesAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var context = new EnvironmentCallbackContext(ExecutionContext, resource, cancellationToken: CancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context).ConfigureAwait(false);
        }

        if (context.EnvironmentVariables.Count == 0)
        {
            return;
        }

        Writer.WriteStartObject("env");
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            Writer.WriteString(name, TextOf(value, $"The environment variable '{name}'"));
        }

        Writer.WriteEndObject();
    }

    /// <summary>Writes the <c>args</c> of a resource, if it has any.</summary>
    public async Task WriteCommandLineArgumentsAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var context = new CommandLineArgsCallbackContext([], resource, CancellationToken) { ExecutionContext = ExecutionContext };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context).ConfigureAwait(false);
        }

        if (context.Args.Count == 0)
        {
            return;
        }

        Writer.WriteStartArray("args");
        foreach (var value in context.Args)
        {
            Writer.WriteStringValue(TextOf(value, "An argument"));
        }

        Writer.WriteEndArray();
    }

    // The value that stands in the manifest; what it refers to gets an entry there.
    private string? TextOf(object? value, string what)
    {
        var actual = value is IResourceBuilder<IResource> builder ? builder.Resource : value;
        TryAddDependentResources(actual);
        return actual switch
        {
            null => null,
            string text => text,
            IManifestExpressionProvider expression => expression.ValueExpression,
            bool flag => flag ? "true" : "false",
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            IValueProvider => throw new DistributedApplicationException($"{what} is a '{actual.GetType()}', which is known only to this run. Use a value that implements {nameof(IManifestExpressionProvider)}, or set it in run mode alone."),
            _ => actual.ToString(),
        };
    }
}
