namespace Bench.Containers;

/// <summary>The built application of this repository.</summary>
internal static class BuiltApplication
{
    private static readonly string _root = Path.GetFullPath(Path.Join(AppContext.BaseDirectory, "../../../../.."));

    public static string AppHost { get; } = Path.Join(_root, "AppHost/bin/Debug/net10.0/AppHost.dll");

    /// <summary>The project of the Api, with its build, which refers to files of the project.</summary>
    public static string ApiProject { get; } = Path.Join(_root, "Api");

    public static string Api { get; } = Path.Join(ApiProject, "bin/Debug/net10.0/Api.dll");

    /// <summary>What to do where it is not built.</summary>
    public static string? Missing => File.Exists(AppHost) && File.Exists(Api) ? null
        : $"There is no built AppHost at '{AppHost}'. Build it: dotnet build AppHost.";
}
