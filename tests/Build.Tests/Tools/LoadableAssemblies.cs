namespace Build.Tests.Tools;

/// <summary>The assemblies that this process could load: the frameworks', the packages' and ours.</summary>
internal static class LoadableAssemblies
{
    public static IReadOnlyList<string> All { get; } =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    public static string PathOf(string assembly) =>
        All.Single(file => Path.GetFileNameWithoutExtension(file) == assembly);
}
