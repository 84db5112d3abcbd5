using System.IO.Compression;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AppHosts.Tests;

/// <summary>Makes the package of a small .NET tool, as <c>dotnet pack</c> does, in milliseconds.</summary>
internal static class ToolPackage
{
    private const string Id = "Samples.Figures";

    public static void Write(string folder)
    {
        using var package = ZipFile.Open(Path.Join(folder, $"{Id}.1.0.0.nupkg"), ZipArchiveMode.Create);
        Add(package, $"{Id}.nuspec", $"""
            <?xml version="1.0" encoding="utf-8"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2012/06/nuspec.xsd">
              <metadata>
                <id>{Id}</id>
                <version>1.0.0</version>
                <authors>Samples</authors>
                <description>Tells figures.</description>
                <packageTypes><packageType name="DotnetTool" /></packageTypes>
              </metadata>
            </package>
            """);
        Add(package, "tools/net10.0/any/DotnetToolSettings.xml", """
            <?xml version="1.0" encoding="utf-8"?>
            <DotNetCliTool Version="1"><Commands><Command Name="figures" EntryPoint="figures.dll" Runner="dotnet" /></Commands></DotNetCliTool>
            """);
        Add(package, "tools/net10.0/any/figures.runtimeconfig.json", """
            { "runtimeOptions": { "tfm": "net10.0", "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" } } }
            """);
        using var assembly = package.CreateEntry("tools/net10.0/any/figures.dll").Open();
        Compile(assembly);
    }

    private static void Add(ZipArchive package, string path, string text)
    {
        using var writer = new StreamWriter(package.CreateEntry(path).Open());
        writer.Write(text);
    }

    private static void Compile(Stream assembly)
    {
        const string Source = """System.Console.WriteLine($"Figures of {args[1]}: 42");""";
        var core = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var compilation = CSharpCompilation.Create(
            "figures",
            [CSharpSyntaxTree.ParseText(Source)],
            ((string[])["System.Private.CoreLib.dll", "System.Runtime.dll", "System.Console.dll"]).Select(name => MetadataReference.CreateFromFile(Path.Join(core, name))),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        image.Position = 0;
        image.CopyTo(assembly);
    }
}
