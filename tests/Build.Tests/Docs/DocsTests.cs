using System.Text.RegularExpressions;
using Build.Tests.Tools;

namespace Build.Tests.Docs;

/// <summary>A reader finds every page from README.md, and no link leads nowhere.</summary>
public sealed partial class DocsTests
{
    private static readonly string _readme = Repository.Path("README.md");
    private static readonly string _koreanReadme = Repository.Path("README.ko.md");
    private static readonly string[] _pages = Directory.GetFiles(Repository.Path("docs"), "*.md");

    [Fact]
    public void Every_page_is_linked_from_the_readme() =>
        Violations.AssertNone(_pages.Except(LinksOf(_readme)).Select(page => $"README.md has no link to {Path.GetFileName(page)}"));

    [Fact]
    public void Every_link_leads_to_a_file_or_folder() =>
        Violations.AssertNone(
            from page in _pages.Append(_readme).Append(_koreanReadme)
            from target in LinksOf(page)
            where !Path.Exists(target)
            select $"{Path.GetFileName(page)} links to {Path.GetRelativePath(Repository.Root, target)}, which is not there");

    /// <summary>Prose is translated; what a reader types, opens or follows is not.</summary>
    [Fact]
    public void The_korean_readme_has_the_chapters_links_and_commands_of_the_english_one()
    {
        Assert.Equal(Outline(_readme), Outline(_koreanReadme));
        Assert.Equal(LinksOf(_readme).Except([_koreanReadme]), LinksOf(_koreanReadme).Except([_readme]));
        Assert.Equal(CommandsIn(_readme), CommandsIn(_koreanReadme));
    }

    /// <summary>What kind of line stands where: headings by level, list items, rows, fences, paragraphs.</summary>
    private static string[] Outline(string page) =>
        [.. File.ReadLines(page).Where(line => line.Length > 0).Select(line => LineStart().Match(line).Value)];

    /// <summary>The lines of the page's shell blocks, without their comments.</summary>
    private static string[] CommandsIn(string page) =>
        [.. ShellBlock().Matches(File.ReadAllText(page)).SelectMany(block => block.Groups["lines"].Value.Split('\n')).Select(line => line.Split(" # ")[0].TrimEnd())];

    /// <summary>What a page links to in this repository, as absolute paths.</summary>
    private static IEnumerable<string> LinksOf(string page) =>
        Link().Matches(File.ReadAllText(page))
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Select(target => Path.GetFullPath(target, Path.GetDirectoryName(page)!));

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^(#+|\*|\||```\w*)?")]
    private static partial Regex LineStart();

    [GeneratedRegex(@"```sh\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();
}
