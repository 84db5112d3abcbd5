namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that whoever runs or deploys the application supplies.</summary>
public class ParameterResource : Resource, IExpressionValue
{
    private readonly Lazy<string> _value;

    /// <summary>Creates a parameter.</summary>
    /// <param name="name">The name.</param>
    /// <param name="callback">Gets the value; given the default, if there is one. Called once.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false) : base(name)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _value = new Lazy<string>(() => callback(Default));
        Secret = secret;
    }

    /// <summary>The value that is used when none is supplied.</summary>
    public ParameterDefault? Default { get; set; }

    /// <summary>Whether the value must not be shown.</summary>
    public bool Secret { get; }

    /// <summary>Whether the value is a connection string, supplied as <c>ConnectionStrings:name</c>.</summary>
    public bool IsConnectionString { get; set; }

    /// <summary>What the value is for, shown to whoever supplies it.</summary>
    public string? Description { get; set; }

    /// <summary>Whether the description is Markdown.</summary>
    public bool EnableDescriptionMarkdown { get; set; }

    /// <summary>The value as the manifest writes it.</summary>
    public string ValueExpression => $"{{{Name}.value}}";

    /// <summary>The value.</summary>
    /// <exception cref="MissingParameterValueException">None was supplied and there is no default.</exception>
    public string Value => _value.Value;

    /// <summary>The value.</summary>
    /// <exception cref="MissingParameterValueException">None was supplied and there is no default.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => new(Value);

    /// <summary>The value.</summary>
    /// <exception cref="MissingParameterValueException">None was supplied and there is no default.</exception>
    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken) => GetValueAsync(cancellationToken);
}
