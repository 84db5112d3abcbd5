using System.Globalization;
using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// A text with values in it that are resolved late: a text when running, an expression over the manifest when publishing.
/// </summary>
/// <example><code>ReferenceExpression.Create($"Host={host};Password={password}")</code></example>
public class ReferenceExpression : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    /// <summary>The empty text.</summary>
    public static readonly ReferenceExpression Empty = new("", [], []);

    internal ReferenceExpression(string format, IReadOnlyList<IValueProvider> valueProviders, IReadOnlyList<string?> stringFormats)
    {
        (Format, ValueProviders, StringFormats) = (format, valueProviders, stringFormats);
        ManifestExpressions = [.. valueProviders.Select(ExpressionOf)];
    }

    private ReferenceExpression(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
        : this("", [], []) => (Condition, MatchValue, WhenTrue, WhenFalse) = (condition, matchValue, whenTrue, whenFalse);

    /// <summary>The text with a numbered place for each value, as <see cref="string.Format(string, object?[])"/> reads it.</summary>
    public string Format { get; }

    /// <summary>The values.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    /// <summary>How each value is written: <c>uri</c> for one that is encoded as part of a URI, otherwise as it is.</summary>
    public IReadOnlyList<string?> StringFormats { get; }

    /// <summary>The values as the manifest writes them.</summary>
    public IReadOnlyList<string> ManifestExpressions { get; }

    /// <summary>Whether the text depends on a condition.</summary>
    public bool IsConditional => Condition is not null;

    /// <summary>The value that decides, in a conditional expression.</summary>
    public IValueProvider? Condition { get; }

    /// <summary>What the condition is compared with, letter case aside.</summary>
    public string? MatchValue { get; }

    /// <summary>The text if the condition matches.</summary>
    public ReferenceExpression? WhenTrue { get; }

    /// <summary>The text if the condition does not match.</summary>
    public ReferenceExpression? WhenFalse { get; }

    /// <summary>The whole text as the manifest writes it.</summary>
    public string ValueExpression => IsConditional
        ? $"{{{ConditionalExpressionName.Of(this)}.connectionString}}"
        : string.Format(CultureInfo.InvariantCulture, Format, [.. ManifestExpressions.Select((expression, i) => UriEncodedName(expression, StringFormats[i]))]);

    IEnumerable<object> IValueWithReferences.References => IsConditional ? [Condition!, WhenTrue!, WhenFalse!] : ValueProviders;

    /// <summary>Creates an expression from an interpolated string.</summary>
    public static ReferenceExpression Create([InterpolatedStringHandlerArgument] in ExpressionInterpolatedStringHandler handler) => handler.GetExpression();

    /// <summary>Creates an expression that is one of two, decided when it is resolved.</summary>
    /// <param name="condition">The value that decides.</param>
    /// <param name="matchValue">What it is compared with, letter case aside.</param>
    /// <param name="whenTrue">The text if they are equal.</param>
    /// <param name="whenFalse">The text if they are not.</param>
    public static ReferenceExpression CreateConditional(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(matchValue);
        ArgumentNullException.ThrowIfNull(whenTrue);
        ArgumentNullException.ThrowIfNull(whenFalse);
        return new(condition, matchValue, whenTrue, whenFalse);
    }

    /// <summary>The text, when its values are known.</summary>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => GetValueAsync(new ValueProviderContext(), cancellationToken);

    /// <summary>The text as the caller needs it, when its values are known.</summary>
    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        if (IsConditional)
        {
            var actual = await Condition!.GetValueAsync(context, cancellationToken).ConfigureAwait(false);
            var chosen = string.Equals(actual, MatchValue, StringComparison.OrdinalIgnoreCase) ? WhenTrue! : WhenFalse!;
            return await chosen.GetValueAsync(context, cancellationToken).ConfigureAwait(false);
        }

        if (ValueProviders.Count == 0)
        {
            return string.Format(CultureInfo.InvariantCulture, Format);
        }

        var values = new object?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = await ValueProviders[i].GetValueAsync(context, cancellationToken).ConfigureAwait(false);
            values[i] = ExpressionFormat.Apply(value, StringFormats[i]);
        }

        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }

    private static string ExpressionOf(IValueProvider provider) => provider is IManifestExpressionProvider expression
        ? expression.ValueExpression
        : throw new InvalidOperationException($"A value of type '{provider.GetType()}' cannot be part of an expression: it says nothing for the manifest. Implement {nameof(IManifestExpressionProvider)}.");

    // The manifest has no functions: an encoded value is an entry of its own beside the plain one.
    private static string UriEncodedName(string expression, string? format) =>
        format == ExpressionFormat.Uri && expression.EndsWith(".value}", StringComparison.Ordinal)
            ? $"{expression[..^".value}".Length]}-uri-encoded.value}}"
            : expression;

    /// <summary>Collects the parts of an interpolated string. The compiler uses it; code does not need to.</summary>
    [InterpolatedStringHandler]
#pragma warning disable CA1815 // Nobody compares handlers.
    public ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
#pragma warning restore CA1815
    {
        private readonly ReferenceExpressionBuilder _builder = new(literalLength, formattedCount);

        /// <summary>Adds a text.</summary>
        public readonly void AppendLiteral(string value) => _builder.AppendLiteral(value);

        /// <summary>Adds a text.</summary>
        public readonly void AppendFormatted(string? value) => _builder.AppendFormatted(value);

        /// <summary>Adds a text in a format.</summary>
        public readonly void AppendFormatted(string? value, string? format = null) => _builder.AppendFormatted(value, format);

        /// <summary>Adds an expression in a format.</summary>
        public void AppendFormatted(ReferenceExpression valueProvider, string format) => _builder.AppendFormatted(valueProvider, format);

        /// <summary>Adds a value.</summary>
        public void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider);

        /// <summary>Adds a value in a format.</summary>
        public void AppendFormatted<T>(T valueProvider, string? format = null) where T : IValueProvider, IManifestExpressionProvider =>
            _builder.AppendFormatted(valueProvider, format);

        /// <summary>Adds the value of a resource.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider) where T : IResource, IValueProvider, IManifestExpressionProvider =>
            _builder.AppendFormatted(valueProvider.Resource);

        /// <summary>Adds the value of a resource in a format.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format = null) where T : IResource, IValueProvider, IManifestExpressionProvider =>
            _builder.AppendFormatted(valueProvider.Resource, format);

        internal readonly ReferenceExpression GetExpression() => _builder.Build();
    }
}
