using Build.Tests.Tools;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Build.Tests.Architecture;

/// <summary>The C# files of the product, parsed.</summary>
internal static class SourceFiles
{
    /// <summary>The files of src/, or of a folder in there.</summary>
    public static IReadOnlyList<SyntaxTree> OfTheEngine(params string[] folder) => [.. In(["src", .. folder])];

    public static IReadOnlyList<SyntaxTree> OfTheApplication() => [.. In("AppHost"), .. In("ServiceDefaults"), .. In("Api"), .. In("Api.Tests")];

    private static IEnumerable<SyntaxTree> In(params string[] folder) =>
        Directory.EnumerateFiles(Repository.Path(folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !IsGenerated(Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar)))
            .Order()
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file));

    /// <summary>Path and line, as an editor opens it.</summary>
    public static string At(SyntaxNode node) =>
        $"{Path.GetRelativePath(Repository.Root, node.SyntaxTree.FilePath)}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    private static bool IsGenerated(string[] folders) => folders.Contains("obj") || folders.Contains("bin");
}
