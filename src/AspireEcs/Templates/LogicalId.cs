using System.Text;

namespace AspireEcs.Templates;

/// <summary>Names of resources of a manifest as CloudFormation's logical ids.</summary>
internal static class LogicalId
{
    /// <summary><c>messaging-key</c> becomes <c>MessagingKey</c>.</summary>
    internal static string Of(string name)
    {
        var id = new StringBuilder(name.Length);
        var upper = true;
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter))
            {
                upper = true;
                continue;
            }
            id.Append(upper ? char.ToUpperInvariant(letter) : letter);
            upper = false;
        }
        return id.ToString();
    }
}
