using Build.Tests.Tools;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Build.Tests.Architecture;

/// <summary>The application model is what the user declared. What runs and publishes it looks at the model, never the other way.</summary>
public sealed class ApplicationModelTests
{
    private static readonly string[] _unknownToTheModel = ["Running", "Publishing", "Building"];

    /// <summary>Annotations of Aspire's own surface hand it to whoever writes a part of the manifest.</summary>
    private const string TheExceptionThatAspireMakes = "ManifestPublishingContext";

    [Fact]
    public void The_application_model_knows_nothing_of_running_publishing_or_building()
    {
        var compilation = CSharpCompilation.Create("Model", [.. SourceFiles.OfTheEngine("Aspire.Hosting"), ImplicitUsings], Assemblies());
        var model = compilation.SyntaxTrees.Where(file => FolderOf(file) == "ApplicationModel").ToList();

        Assert.NotEmpty(model);
        Violations.AssertNone(model.SelectMany(file => UsesOfTheUnknown(file, compilation.GetSemanticModel(file))));
    }

    private static IEnumerable<string> UsesOfTheUnknown(SyntaxTree file, SemanticModel semantics) =>
        from name in file.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
        let symbol = semantics.GetSymbolInfo(name).Symbol
        where symbol is not null and not INamespaceSymbol
        from declaration in symbol.DeclaringSyntaxReferences
        let folder = FolderOf(declaration.SyntaxTree)
        where _unknownToTheModel.Contains(folder) && (symbol.ContainingType ?? symbol).Name != TheExceptionThatAspireMakes
        select $"{SourceFiles.At(name)} uses {symbol.Name} of {folder}";

    /// <summary>The first folder below the project's.</summary>
    private static string FolderOf(SyntaxTree file) =>
        Path.GetRelativePath(Repository.Path("src", "Aspire.Hosting"), file.FilePath).Split(Path.DirectorySeparatorChar)[0];

    private static SyntaxTree ImplicitUsings { get; } = CSharpSyntaxTree.ParseText("""
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """, path: Repository.Path("src", "Aspire.Hosting", "ImplicitUsings.cs"));

    private static IEnumerable<MetadataReference> Assemblies() =>
        LoadableAssemblies.All.Where(file => Path.GetFileName(file) != "Aspire.Hosting.dll").Select(file => MetadataReference.CreateFromFile(file));
}
