using Build.Tests.PublicApi;
using Build.Tests.Tools;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Build.Tests.Architecture;

/// <summary>The rules of style that a compiler does not know.</summary>
public sealed class SourceRulesTests
{
    private const int LongestFile = 400;
    private const int MostConstructorParameters = 7;

    private static readonly IReadOnlyList<SyntaxTree> _files = SourceFiles.OfTheEngine();

    [Fact]
    public void A_file_is_one_concept_and_not_long() =>
        Violations.AssertNone(_files
            .Select(file => (Path: Path.GetRelativePath(Repository.Root, file.FilePath), Lines: file.GetText().Lines.Count))
            .Where(file => file.Lines > LongestFile)
            .Select(file => $"{file.Path} has {file.Lines} lines: split it by concept"));

    [Fact]
    public void No_catch_is_empty() =>
        Violations.AssertNone(Nodes<CatchClauseSyntax>()
            .Where(c => c.Block.Statements.Count == 0 && !c.Block.DescendantTrivia().Any(IsComment))
            .Select(c => $"{SourceFiles.At(c)}: say why nothing is to be done, or do something"));

    [Fact]
    public void A_constructor_takes_at_most_seven_things() =>
        Violations.AssertNone(Nodes<ParameterListSyntax>()
            .Where(p => p.Parent is ConstructorDeclarationSyntax or ClassDeclarationSyntax or StructDeclarationSyntax)
            .Where(p => p.Parameters.Count > MostConstructorParameters && !IsFixedByAspire(p))
            .Select(p => $"{SourceFiles.At(p)}: {p.Parameters.Count} parameters"));

    private static bool IsFixedByAspire(ParameterListSyntax parameters) =>
        AspireSurface.Instance.HasTypeNamed(parameters.FirstAncestorOrSelf<TypeDeclarationSyntax>()!.Identifier.ValueText);

    private static IEnumerable<T> Nodes<T>() => _files.SelectMany(file => file.GetRoot().DescendantNodes().OfType<T>());

    private static bool IsComment(SyntaxTrivia trivia) => trivia.ToString().StartsWith('/');
}
