using System.Text.RegularExpressions;

namespace Aspire.Hosting.Running.Projects;

/// <summary>What a build has written, as people want to read it: each error and warning once, files relative to the project.</summary>
internal sealed partial record BuildOutput(IReadOnlyList<(string Text, bool IsError)> Lines)
{
    public static BuildOutput Of(IEnumerable<string> lines, string projectPath)
    {
        var folder = Path.GetDirectoryName(projectPath)!;
        var readable =
            from line in lines
            let text = ProjectBehind().Replace(line, "").TrimEnd()
            where text.Trim().Length > 0 && !Summary().IsMatch(text)
            select IsError(text) || IsWarning(text) ? Relative(text, folder) : text;
        return new([.. readable.Distinct().Select(text => (text, IsError(text)))]);
    }

    private static bool IsError(string line) => Error().IsMatch(line);

    private static bool IsWarning(string line) => Warning().IsMatch(line);

    private static string Relative(string line, string folder)
    {
        var place = line.IndexOf('(', StringComparison.Ordinal);
        return place > 0 && Path.IsPathFullyQualified(line[..place]) ? Path.GetRelativePath(folder, line[..place]) + line[place..] : line;
    }

    [GeneratedRegex(@"(^|: )error( [A-Z]+\d+)?\s*: ")]
    private static partial Regex Error();

    [GeneratedRegex(@"(^|: )warning( [A-Z]+\d+)?\s*: ")]
    private static partial Regex Warning();

    // A quiet build writes it all the same.
    [GeneratedRegex(@"^(Build (succeeded|FAILED)\.|\s*\d+ (Warning|Error)\(s\)|Time Elapsed .*)$")]
    private static partial Regex Summary();

    [GeneratedRegex(@" \[[^\[\]]+proj(::[^\]]*)?\]$")]
    private static partial Regex ProjectBehind();
}
