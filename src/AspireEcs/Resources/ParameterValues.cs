using System.Text.Json.Nodes;
using AspireEcs.Graph;
using AspireEcs.Manifests;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>
/// Values that the deployment supplies: secrets by the ARN under which they lie in Secrets Manager, so that none passes
/// through CloudFormation; anything else as a parameter of the template. The template's metadata says what each is for.
/// </summary>
internal sealed class ParameterValues(SystemGraph graph, TemplateBuilder template, TemplateNotes notes)
{
    private const int GeneratedLength = 32;
    private const string Uri = "uri";

    internal ResolvedText Of(ParameterResource parameter)
    {
        if (IsGenerated(parameter))
            return Generated($"{LogicalId.Of(parameter.Name)}Secret", $"{parameter.Name} of {graph.Settings.Stack}", parameter.Generate);
        return parameter.Secret
            ? Given($"{LogicalId.Of(parameter.Name)}SecretArn", parameter.Name, filter: null)
            : Supplied(LogicalId.Of(parameter.Name), parameter, filter: null);
    }

    /// <summary>A parameter's value as it stands in a URI. CloudFormation cannot escape, so who deploys supplies that too.</summary>
    internal ResolvedText UriEscaped(AnnotatedTextResource text, ParameterResource parameter)
    {
        if (IsGenerated(parameter))
            return Of(parameter);   // letters and digits
        return parameter.Secret
            ? Given($"{LogicalId.Of(text.Name)}SecretArn", parameter.Name, Uri)
            : Supplied(LogicalId.Of(text.Name), parameter, Uri);
    }

    /// <summary>The connection string of a server that is there: all of it is secret.</summary>
    internal ResolvedText ConnectionString(StoreNode store) => Given($"{store.Id}SecretArn", store.Name, filter: null);

    /// <summary>A password that is made up once: letters and digits, which every protocol and every URI takes.</summary>
    internal ResolvedText Generated(string logicalId, string description, Generate? rules = null)
    {
        if (!template.Has(logicalId))
        {
            var generate = new JsonObject { ["PasswordLength"] = Math.Max(rules?.MinLength ?? 0, GeneratedLength), ["ExcludePunctuation"] = true };
            if (rules is { Lower: false })
                generate["ExcludeLowercase"] = true;
            if (rules is { Upper: false })
                generate["ExcludeUppercase"] = true;
            if (rules is { Numeric: false })
                generate["ExcludeNumbers"] = true;
            template.Resource(logicalId, "AWS::SecretsManager::Secret", new()
            {
                ["Description"] = description,
                ["GenerateSecretString"] = generate,
            });
        }
        return ResolvedText.OfSecret(logicalId);
    }

    /// <summary>What is made up once by the deployment, unless it is the password of a server that is there already.</summary>
    private bool IsGenerated(ParameterResource parameter) =>
        parameter.Generate is not null && !graph.Stores.Any(store => !store.IsProvisioned && store.PasswordParameter == parameter.Name);

    private ResolvedText Given(string name, string parameter, string? filter)
    {
        if (!template.HasParameter(name))
        {
            template.Parameter(name, new()
            {
                ["Type"] = "String",
                ["Description"] = $"The ARN of the secret that holds {parameter}{(filter is null ? "" : $", escaped for a {filter.ToUpperInvariant()}")}.",
                ["AllowedPattern"] = "arn:[^:]+:secretsmanager:.+",
            });
            notes.ParameterIs(name, "secret", parameter, filter);
        }
        return ResolvedText.OfSecret(name);
    }

    private ResolvedText Supplied(string name, ParameterResource parameter, string? filter)
    {
        if (!template.HasParameter(name))
        {
            var definition = new JsonObject { ["Type"] = "String", ["Description"] = $"{parameter.Name} of the manifest{(filter is null ? "" : ", escaped for a URI")}." };
            if (parameter.Default is { } @default)
                definition["Default"] = filter is null ? @default : System.Uri.EscapeDataString(@default);
            template.Parameter(name, definition);
            notes.ParameterIs(name, "value", parameter.Name, filter);
        }
        return ResolvedText.Ref(name);
    }
}
