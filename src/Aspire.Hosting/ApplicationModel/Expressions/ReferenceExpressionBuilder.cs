using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Puts an expression together part by part.</summary>
public class ReferenceExpressionBuilder
{
    private readonly StringBuilder _format;
    private readonly List<IValueProvider> _valueProviders;
    private readonly List<string?> _stringFormats;

    /// <summary>Creates an empty expression.</summary>
    public ReferenceExpressionBuilder() : this(0, 0) { }

    internal ReferenceExpressionBuilder(int literalLength, int formattedCount)
    {
        _format = new StringBuilder(literalLength + (formattedCount * 3));
        _valueProviders = new List<IValueProvider>(formattedCount);
        _stringFormats = new List<string?>(formattedCount);
    }

    /// <summary>Whether nothing was added.</summary>
    public bool IsEmpty => _format.Length == 0;

    /// <summary>Adds an interpolated string.</summary>
    public void Append([InterpolatedStringHandlerArgument("")] in ReferenceExpressionBuilderInterpolatedStringHandler handler) =>
        handler.CompleteFor(this);

    /// <summary>Adds a text.</summary>
    public void AppendLiteral(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    /// <summary>Adds a text.</summary>
    public void AppendFormatted(string? value) => AppendLiteral(value ?? "");

    /// <summary>Adds a text in a format: <c>uri</c> encodes it as part of a URI.</summary>
    public void AppendFormatted(string? value, string? format = null) => AppendLiteral(ExpressionFormat.Apply(value, format) ?? "");

    /// <summary>Adds a value.</summary>
    public void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider => AppendValueProvider(valueProvider, null);

    /// <summary>Adds a value in a format: <c>uri</c> encodes it as part of a URI.</summary>
    public void AppendFormatted<T>(T valueProvider, string? format) where T : IValueProvider, IManifestExpressionProvider =>
        AppendValueProvider(valueProvider, format);

    /// <summary>Adds an expression in a format: <c>uri</c> encodes its values as parts of a URI.</summary>
    public void AppendFormatted(ReferenceExpression valueProvider, string format) => AppendValueProvider(valueProvider, format);

    /// <summary>Adds a value whose type is known at run time only.</summary>
    /// <exception cref="ArgumentException">It is no value that can be part of an expression.</exception>
    public void AppendValueProvider(object valueProvider, string? format = null)
    {
        ArgumentNullException.ThrowIfNull(valueProvider);
        switch (valueProvider)
        {
            case ReferenceExpression { IsConditional: false } nested:
                AppendNested(nested, format);
                break;
            case IValueProvider provider and IManifestExpressionProvider:
                AppendProvider(provider, format);
                break;
            default:
                throw new ArgumentException($"A value of type '{valueProvider.GetType()}' cannot be part of an expression: it has to implement {nameof(IValueProvider)} and {nameof(IManifestExpressionProvider)}.", nameof(valueProvider));
        }
    }

    /// <summary>The expression.</summary>
    public ReferenceExpression Build() => IsEmpty ? ReferenceExpression.Empty : new(_format.ToString(), [.. _valueProviders], [.. _stringFormats]);

    private void AppendProvider(IValueProvider provider, string? format)
    {
        ExpressionFormat.Validate(format);
        _format.Append(CultureInfo.InvariantCulture, $"{{{_valueProviders.Count}}}");
        _valueProviders.Add(provider);
        _stringFormats.Add(format);
    }

    // A nested expression becomes part of this one, so that the manifest shows its values and not a value of values.
    private void AppendNested(ReferenceExpression nested, string? format)
    {
        var literal = CompositeFormatParts.Split(nested.Format);
        foreach (var part in literal)
        {
            if (part.Index is { } index)
            {
                AppendProvider(nested.ValueProviders[index], format ?? nested.StringFormats[index]);
            }
            else
            {
                AppendFormatted(part.Literal, format);
            }
        }
    }

    /// <summary>Collects the parts of an interpolated string. The compiler uses it; code does not need to.</summary>
    [InterpolatedStringHandler]
#pragma warning disable CA1815 // Nobody compares handlers.
    public ref struct ReferenceExpressionBuilderInterpolatedStringHandler
#pragma warning restore CA1815
    {
        private readonly ReferenceExpressionBuilder _builder;

        /// <summary>Creates a handler.</summary>
        public ReferenceExpressionBuilderInterpolatedStringHandler(int literalLength, int formattedCount, ReferenceExpressionBuilder builder)
        {
            _ = (literalLength, formattedCount);
            _builder = builder;
        }

        /// <summary>Adds a text.</summary>
        public readonly void AppendLiteral(string value) => _builder.AppendLiteral(value);

        /// <summary>Adds a text.</summary>
        public readonly void AppendFormatted(string? value) => _builder.AppendFormatted(value);

        /// <summary>Adds a text in a format.</summary>
        public void AppendFormatted(string? value, string format) => _builder.AppendFormatted(value, format);

        /// <summary>Adds an expression in a format.</summary>
        public void AppendFormatted(ReferenceExpression valueProvider, string format) => _builder.AppendFormatted(valueProvider, format);

        /// <summary>Adds a value.</summary>
        public void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider);

        /// <summary>Adds a value in a format.</summary>
        public void AppendFormatted<T>(T valueProvider, string? format) where T : IValueProvider, IManifestExpressionProvider =>
            _builder.AppendFormatted(valueProvider, format);

        /// <summary>Adds the value of a resource.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider) where T : IResource, IValueProvider, IManifestExpressionProvider =>
            _builder.AppendFormatted(valueProvider.Resource);

        /// <summary>Adds the value of a resource in a format.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format) where T : IResource, IValueProvider, IManifestExpressionProvider =>
            _builder.AppendFormatted(valueProvider.Resource, format);

        // The parts were added while the compiler filled the handler.
        internal readonly void CompleteFor(ReferenceExpressionBuilder builder)
        {
            if (!ReferenceEquals(builder, _builder))
            {
                throw new InvalidOperationException("The interpolated string was made for another expression.");
            }
        }
    }
}
