using System.Text;

namespace AspireEcs.Checks;

/// <summary>Findings for people.</summary>
internal static class FindingsText
{
    internal static string Write(IReadOnlyList<Finding> findings, int resources)
    {
        var text = new StringBuilder();
        foreach (var finding in findings)
        {
            text.Append(finding.Severity == Severity.Error ? "error" : "warning").Append(' ').Append(finding.Id).Append(": ").Append(finding.Path).Append('\n');
            text.Append("    ").Append(finding.Reason).Append(' ').Append(finding.Remedy).Append('\n');
        }
        var errors = findings.Count(finding => finding.Severity == Severity.Error);
        return text.Append($"{resources} resources checked: {Count(errors, "error")}, {Count(findings.Count - errors, "warning")}.\n").ToString();
    }

    private static string Count(int count, string what) => count switch { 0 => $"no {what}", 1 => $"1 {what}", _ => $"{count} {what}s" };
}
