using System.Runtime.InteropServices;

namespace AspireEcs.Rehearsal.Programs;

/// <summary>The <c>dotnet</c> that this program itself runs on.</summary>
internal static class DotNet
{
    private const int LevelsBelowRoot = 3;   // shared/Microsoft.NETCore.App/VERSION

    internal static string Path { get; } = System.IO.Path.Combine(Root(), "dotnet");

    private static string Root()
    {
        var folder = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory());
        for (var level = 0; level < LevelsBelowRoot; level++)
            folder = folder.Parent!;
        return folder.FullName;
    }
}
