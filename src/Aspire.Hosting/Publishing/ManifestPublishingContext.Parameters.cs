using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

// What the deployment supplies, and what is made of it.
public sealed partial class ManifestPublishingContext
{
    internal void WriteParameter(ParameterResource parameter)
    {
        Writer.WriteString("type", "parameter.v0");
        if (parameter.IsConnectionString)
        {
            Writer.WriteString("connectionString", $"{{{parameter.Name}.value}}");
        }

        WriteInput(parameter.Name, parameter.Secret, parameter.Default);
    }

    // In place of a resource: a connection string is a secret, as it usually has a password in it.
    internal void WriteConnectionStringParameter(IResource resource)
    {
        Writer.WriteString("type", "parameter.v0");
        Writer.WriteString("connectionString", $"{{{resource.Name}.value}}");
        WriteInput(resource.Name, secret: true, fallback: null);
    }

    private void WriteInput(string name, bool secret, ParameterDefault? fallback)
    {
        Writer.WriteString("value", $"{{{name}.inputs.value}}");
        Writer.WriteStartObject("inputs");
        Writer.WriteStartObject("value");
        Writer.WriteString("type", "string");
        if (secret)
        {
            Writer.WriteBoolean("secret", true);
        }

        if (fallback is not null)
        {
            Writer.WriteStartObject("default");
            fallback.WriteToManifest(this);
            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
        Writer.WriteEndObject();
    }

    private void WriteUriEncoded(ParameterResource parameter)
    {
        Writer.WriteStartObject($"{parameter.Name}-uri-encoded");
        Writer.WriteString("type", "annotated.string");
        Writer.WriteString("value", $"{{{parameter.Name}.value}}");
        Writer.WriteString("filter", "uri");
        Writer.WriteEndObject();
    }

    // A manifest has no conditions either: what is chosen when publishing is what is deployed.
    private async Task WriteConditionalAsync(ReferenceExpression conditional)
    {
        var actual = await conditional.Condition!.GetValueAsync(CancellationToken).ConfigureAwait(false);
        var holds = string.Equals(actual, conditional.MatchValue, StringComparison.OrdinalIgnoreCase);
        Writer.WriteStartObject(ConditionalExpressionName.Of(conditional));
        Writer.WriteString("type", "value.v0");
        Writer.WriteString("connectionString", TextOf(holds ? conditional.WhenTrue : conditional.WhenFalse, "A condition"));
        Writer.WriteEndObject();
    }
}
