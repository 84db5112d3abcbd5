using System.Text.RegularExpressions;
using Build.Tests.Tools;

namespace Build.Tests.Docs;

/// <summary>A reader finds every page from README.md, and no link leads nowhere.</summary>
public sealed partial class DocsTests
{
    private static readonly string _readme = Repository.Path("README.md");
    private static readonly string[] _pages = Directory.GetFiles(Repository.Path("docs"), "*.md");

    [Fact]
    public void Every_page_is_linked_from_the_readme() =>
        Violations.AssertNone(_pages.Except(LinksOf(_readme)).Select(page => $"README.md has no link to {Path.GetFileName(page)}"));

    [Fact]
    public void Every_link_leads_to_a_file_or_folder() =>
        Violations.AssertNone(
            from page in _pages.Append(_readme)
            from target in LinksOf(page)
            where !Path.Exists(target)
            select $"{Path.GetFileName(page)} links to {Path.GetRelativePath(Repository.Root, target)}, which is not there");

    /// <summary>What a page links to in this repository, as absolute paths.</summary>
    private static IEnumerable<string> LinksOf(string page) =>
        Link().Matches(File.ReadAllText(page))
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Select(target => Path.GetFullPath(target, Path.GetDirectoryName(page)!));

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();
}
