using System.Text.RegularExpressions;

namespace Build.Tests.PublicApi;

/// <summary>Two ways to write the same signature are the same text here.</summary>
internal static partial class SignatureText
{
    public static string Normalize(string signature)
    {
        var text = Constraints().Replace(signature, "");
        text = ConstructorCall().Replace(text, "");
        text = Qualifier().Replace(text, "");
        text = Modifiers().Replace(text, "");
        text = DefaultOfType().Replace(text, "default");
        text = OperandName().Replace(text, "");
        return Spaces().Replace(text.Replace("partial class", "class", StringComparison.Ordinal), " ").TrimEnd(';', ',', ' ').Trim();
    }

    /// <summary>The name of the member that a signature declares.</summary>
    public static string NameOf(string signature)
    {
        var text = Normalize(signature);
        var declared = text.Split(" = ")[0].Split('{')[0];
        var end = declared.IndexOf('(', StringComparison.Ordinal);
        var head = TypeArguments().Replace(end < 0 ? declared : declared[..end], "");
        return head.Trim().Split(' ').Last();
    }

    [GeneratedRegex(@"\s+where\s+\w+\s*:.*$")]
    private static partial Regex Constraints();

    [GeneratedRegex(@"(?<=\))\s*:\s*(base|this)\(.*$")]
    private static partial Regex ConstructorCall();

    [GeneratedRegex(@"(?<![\w""])(global::)?([A-Za-z_]\w*\.)+(?=[@A-Za-z_])")]
    private static partial Regex Qualifier();

    /// <summary>What does not change how a member is called; a member of an interface is public without the word.</summary>
    [GeneratedRegex(@"\b(public|virtual|abstract|override|sealed|readonly|async|new|unsafe|extern)\s+")]
    private static partial Regex Modifiers();

    [GeneratedRegex(@"default(\([^)]*\)|!)")]
    private static partial Regex DefaultOfType();

    [GeneratedRegex(@"(?<=\boperator\b.*)\s\w+(?=[,)])")]
    private static partial Regex OperandName();

    [GeneratedRegex(@"<[^<>]*(<[^<>]*(<[^<>]*>[^<>]*)*>[^<>]*)*>")]
    private static partial Regex TypeArguments();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
