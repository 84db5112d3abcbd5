using System.Globalization;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of a composite format: a text, or the number of a value.</summary>
internal readonly record struct CompositeFormatPart(string Literal, int? Index);

/// <summary>Takes a composite format such as <c>a{0}b</c> apart.</summary>
internal static class CompositeFormatParts
{
    public static IReadOnlyList<CompositeFormatPart> Split(string format)
    {
        var parts = new List<CompositeFormatPart>();
        var literal = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (c is '{' or '}' && i + 1 < format.Length && format[i + 1] == c)
            {
                literal.Append(c);
                i++;
            }
            else if (c == '{')
            {
                Flush();
                var end = format.IndexOf('}', i);
                parts.Add(new("", int.Parse(format.AsSpan(i + 1, end - i - 1), CultureInfo.InvariantCulture)));
                i = end;
            }
            else
            {
                literal.Append(c);
            }
        }

        Flush();
        return parts;

        void Flush()
        {
            if (literal.Length > 0)
            {
                parts.Add(new(literal.ToString(), null));
                literal.Clear();
            }
        }
    }
}
