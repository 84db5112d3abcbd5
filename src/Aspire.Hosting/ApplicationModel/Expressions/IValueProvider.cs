namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value of a running application, resolved late.</summary>
public interface IValueProvider
{
    /// <summary>Gets the value, and waits for it where it is not known yet.</summary>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);

    /// <summary>Gets the value as the caller needs it, and waits for it where it is not known yet.</summary>
    ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) => GetValueAsync(cancellationToken);
}

/// <summary>A value of a published application: a text such as <c>{cache.bindings.tcp.host}</c>.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The value as the manifest writes it.</summary>
    string ValueExpression { get; }
}

/// <summary>A value that is known when running and has an expression when published.</summary>
public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;

/// <summary>A value that is made of others.</summary>
public interface IValueWithReferences
{
    /// <summary>What the value is made of: resources, and values that may be made of others in turn.</summary>
    IEnumerable<object> References { get; }
}
