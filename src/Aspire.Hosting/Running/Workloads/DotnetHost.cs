namespace Aspire.Hosting.Running.Workloads;

/// <summary>The <c>dotnet</c> program that runs this process, to start others with.</summary>
internal static class DotnetHost
{
    private static readonly string _fileName = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    public static string Path { get; } = Find();

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } given)
        {
            return given;
        }

        // …/dotnet/shared/Microsoft.NETCore.App/10.0.x/ is where the runtime of this process lies.
        var runtime = System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory();
        var beside = System.IO.Path.GetFullPath(System.IO.Path.Join(runtime, "..", "..", "..", _fileName));
        return File.Exists(beside) ? beside : _fileName;
    }
}
