namespace Aspire.Hosting.Tests.Running;

/// <summary>A folder for one test, removed after it.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("aspire-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Script(string name, string text, bool executable = true)
    {
        System.IO.File.WriteAllText(File(name), text);
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(File(name), executable ? (UnixFileMode)0b111_101_101 : (UnixFileMode)0b110_100_100);
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
