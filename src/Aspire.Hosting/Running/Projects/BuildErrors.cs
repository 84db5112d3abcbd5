using System.Text.RegularExpressions;
using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Running.Projects;

/// <summary>Says of a project that does not build what the compiler says.</summary>
internal static partial class BuildErrors
{
    private const int MostErrors = 5;

    /// <summary>What is wrong, from the lines that a build wrote.</summary>
    internal static string Sentence(IEnumerable<string> lines, string folder, ProcessExit exit)
    {
        // MSBuild repeats an error for each target framework, and names the project behind each.
        var errors = lines.Select(line => Error().Match(line)).Where(match => match.Success).Select(match => Text(match, folder)).Distinct().ToList();
        var more = errors.Count > MostErrors ? $" and {errors.Count - MostErrors} more" : "";
        return errors.Count == 0
            ? $"it does not build: dotnet build ended with {exit}. Its log says more."
            : $"it does not build. Correct {(errors.Count == 1 ? "this" : "these")} and start it again:{string.Concat(errors.Take(MostErrors).Select(error => $"{Environment.NewLine}      {error}"))}{more}";
    }

    private static string Text(Match match, string folder)
    {
        // Of the SDK's own files nobody wants to know; of sources the path as from the project.
        var (file, place, code, message) = (match.Groups["file"].Value.Trim(), match.Groups["place"].Value, match.Groups["code"].Value, match.Groups["message"].Value.Trim());
        var source = code.StartsWith("NETSDK", StringComparison.Ordinal) || !file.StartsWith(folder, StringComparison.Ordinal) ? "" : $"{Path.GetRelativePath(folder, file)}{place}: ";
        return $"{source}{code}: {message}";
    }

    [GeneratedRegex(@"^(?<file>[^(:]*(?::\\[^(:]*)?)(?<place>\([\d,]+\))?\s*:\s*error (?<code>\w+)\s*:\s*(?<message>.*?)(?:\s*\[[^\]]*\])?$")]
    private static partial Regex Error();
}
