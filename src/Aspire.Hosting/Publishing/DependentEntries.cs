using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>A manifest has no functions: a parameter that is encoded for a URI is an entry of its own.</summary>
internal sealed record UriEncodedParameter(ParameterResource Parameter);

/// <summary>The entries that expressions refer to and the model does not have, each once, in the order in which they are written.</summary>
internal sealed class DependentEntries
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<IResource> _leftOut = [];
    private readonly List<IResource> _resources = [];
    private readonly List<ParameterResource> _encoded = [];
    private readonly List<ReferenceExpression> _conditionals = [];
    private IResource? _last;

    /// <summary>What is referred to and has no entry, because it was left out of the manifest.</summary>
    public IEnumerable<IResource> LeftOut => _leftOut;

    /// <summary>Resources of the model are written anyway, or left out.</summary>
    public void Start(IEnumerable<IResource> model) => _names.UnionWith(model.Select(resource => resource.Name));

    public void Add(object? value)
    {
        switch (value)
        {
            case IResource resource when resource.IsExcludedFromPublish():
                _leftOut.Add(resource);
                break;
            case IResource resource:
                // What it refers to in turn is found when its own entry is written.
                if (_names.Add(resource.Name))
                {
                    _resources.Add(resource);
                }

                break;
            case ReferenceExpression { IsConditional: true } conditional:
                if (_names.Add(conditional.ValueExpression))
                {
                    _conditionals.Add(conditional);
                }

                break;
            case ReferenceExpression expression:
                AddParts(expression);
                break;
            case EndpointReference endpoint:
                _ = endpoint.EndpointAnnotation; // Throws when there is none, and says which there are.
                Add(endpoint.Resource);
                break;
            case IValueWithReferences references:
                foreach (var reference in references.References)
                {
                    Add(reference);
                }

                break;
        }
    }

    /// <summary>The next entry to write: resources, each followed by its encoded form, then other encoded parameters, then conditionals.</summary>
    public bool TryTake([NotNullWhen(true)] out object? entry)
    {
        if (_last is { } last && _encoded.FirstOrDefault(parameter => parameter.Name == last.Name) is { } encoded)
        {
            _encoded.Remove(encoded);
            entry = new UriEncodedParameter(encoded);
        }
        else if (_resources.Count > 0)
        {
            entry = _last = Take(_resources);
        }
        else if (_encoded.Count > 0)
        {
            entry = new UriEncodedParameter(Take(_encoded));
        }
        else
        {
            entry = _conditionals.Count > 0 ? Take(_conditionals) : null;
        }

        return entry is not null;
    }

    private void AddParts(ReferenceExpression expression)
    {
        for (var i = 0; i < expression.ValueProviders.Count; i++)
        {
            var part = expression.ValueProviders[i];
            Add(part);
            if (expression.StringFormats[i] == ExpressionFormat.Uri && part is ParameterResource parameter && _names.Add($"{parameter.Name}-uri-encoded"))
            {
                _encoded.Add(parameter);
            }
        }
    }

    private static T Take<T>(List<T> entries)
    {
        var first = entries[0];
        entries.RemoveAt(0);
        return first;
    }
}
