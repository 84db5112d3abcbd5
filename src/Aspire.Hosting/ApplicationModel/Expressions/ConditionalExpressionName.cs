using System.Security.Cryptography;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The name of the manifest entry that holds the outcome of a conditional expression.</summary>
internal static class ConditionalExpressionName
{
    public static string Of(ReferenceExpression expression)
    {
        var condition = ((IManifestExpressionProvider)expression.Condition!).ValueExpression;
        var readable = string.Join('-', condition.ToLowerInvariant().Split(['{', '}', '.', ':', ' '], StringSplitOptions.RemoveEmptyEntries));
        var identity = $"{condition}|{expression.MatchValue}|{expression.WhenTrue!.ValueExpression}|{expression.WhenFalse!.ValueExpression}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..8];
        return $"cond-{readable}-{hash}";
    }
}
