using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Publishing.Tests.Tools;

/// <summary>
/// An AppHost.cs, compiled in a folder of its own as its project would compile it: <c>AppHost.dll</c>, with the
/// classes <c>Projects.*</c> of the projects that stand beside it. A build of each would take minutes.
/// </summary>
internal sealed class CompiledAppHost : IDisposable
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Aspire.Hosting;
        global using Aspire.Hosting.ApplicationModel;
        """;

    private static readonly CSharpParseOptions _language = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
    private static readonly CSharpCompilationOptions _options = new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);
    private static readonly MetadataReference[] _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("publishing-tests-");

    private CompiledAppHost(string name)
    {
        Folder = Directory.CreateDirectory(Path.Join(_root.FullName, name)).FullName;
        Program = Path.Join(_root.FullName, "bin", "AppHost.dll");
    }

    /// <summary>The folder of the AppHost's project.</summary>
    public string Folder { get; }

    /// <summary>The compiled program.</summary>
    public string Program { get; }

    /// <summary>Compiles an AppHost.</summary>
    /// <param name="name">The name of its folder.</param>
    /// <param name="source">The text of AppHost.cs.</param>
    /// <param name="siblings">A folder; what is in it stands beside the AppHost's folder.</param>
    public static CompiledAppHost Compile(string name, string source, string siblings)
    {
        var host = new CompiledAppHost(name);
        CopyFolder(siblings, host._root.FullName);
        host.Compile(source);
        return host;
    }

    /// <summary>Runs the AppHost.</summary>
    public Task<CommandResult> RunAsync(CancellationToken cancel, params string[] arguments) =>
        Command.DotNetAsync(Folder, cancel, [Program, .. arguments]);

    /// <summary>Publishes the manifest to the AppHost's folder and reads it.</summary>
    public async Task<string> PublishAsync(CancellationToken cancel)
    {
        var result = await RunAsync(cancel, "--publisher", "manifest", "--output-path", "aspire-manifest.json");
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        return await File.ReadAllTextAsync(Path.Join(Folder, "aspire-manifest.json"), cancel);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Join(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private void Compile(string source)
    {
        var bin = Directory.CreateDirectory(Path.GetDirectoryName(Program)!).FullName;
        var trees = new[] { ImplicitUsings, Metadata(), Projects(), source }.Select(text => CSharpSyntaxTree.ParseText(text, _language));
        var result = CSharpCompilation.Create("AppHost", trees, _references, _options).Emit(Program);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error)));

        var here = AppContext.BaseDirectory;
        File.Copy(Path.Join(here, "Publishing.Tests.runtimeconfig.json"), Path.Join(bin, "AppHost.runtimeconfig.json"));
        foreach (var library in Directory.EnumerateFiles(here, "*.dll"))
        {
            Provide(library, Path.Join(bin, Path.GetFileName(library)));
        }
    }

    // Links where the system allows them: each AppHost needs the same libraries.
    private static void Provide(string library, string path)
    {
        if (OperatingSystem.IsWindows())
            File.Copy(library, path);
        else
            File.CreateSymbolicLink(path, library);
    }

    private string Metadata() => $"""
        [assembly: System.Reflection.AssemblyMetadata("apphostprojectpath", @"{Folder}")]
        [assembly: System.Reflection.AssemblyMetadata("apphostprojectname", "AppHost.csproj")]
        """;

    private string Projects() => string.Join('\n', _root.EnumerateFiles("*.csproj", SearchOption.AllDirectories).Select(project => $$"""
        namespace Projects
        {
            public class {{Path.GetFileNameWithoutExtension(project.Name)}} : Aspire.Hosting.IProjectMetadata
            {
                public string ProjectPath => @"{{project.FullName}}";
            }
        }
        """));
}
