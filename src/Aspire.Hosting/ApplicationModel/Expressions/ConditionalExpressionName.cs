using System.Globalization;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The name of the manifest entry that holds the outcome of a conditional expression.</summary>
internal static class ConditionalExpressionName
{
    public static string Of(ReferenceExpression expression)
    {
        var condition = ((IManifestExpressionProvider)expression.Condition!).ValueExpression;
        var readable = string.Join('-', condition.ToLowerInvariant().Split(['{', '}', '.', ':', ' '], StringSplitOptions.RemoveEmptyEntries));
        // Published manifests show this to be the hash, and the order of its parts.
        var identity = $"{condition}{expression.WhenTrue!.ValueExpression}{expression.WhenFalse!.ValueExpression}{expression.MatchValue}";
        var hash = XxHash32.Of(Encoding.UTF8.GetBytes(identity)).ToString("x8", CultureInfo.InvariantCulture);
        return $"cond-{readable}-{hash}";
    }
}
