using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>Texts with a secret in them, each a secret of its own that its readers share: ECS cannot join secrets.</summary>
internal sealed class ComposedSecrets(TemplateBuilder template)
{
    private readonly Dictionary<string, string> _byText = new(StringComparer.Ordinal);

    /// <summary>The logical id, by Ref the ARN, of the secret that holds a text.</summary>
    /// <param name="text">A text with a secret in it.</param>
    /// <param name="name">What to call it where it is new.</param>
    /// <param name="description">What it is.</param>
    internal string Of(ResolvedText text, string name, string description)
    {
        if (text.Secret is { } single)
            return single;
        if (_byText.TryGetValue(text.Sub, out var known))
            return known;
        template.Resource(name, "AWS::SecretsManager::Secret", new() { ["Description"] = description, ["SecretString"] = Cfn.Sub(text.Sub) });
        return _byText[text.Sub] = name;
    }
}
