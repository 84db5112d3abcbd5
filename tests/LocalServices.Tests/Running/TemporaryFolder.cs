namespace LocalServices.Tests.Running;

/// <summary>A folder that everybody may enter, as servers that refuse root need, and that is removed at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder()
    {
        Path = Directory.CreateTempSubdirectory("local-services-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, File.GetUnixFileMode(Path) | UnixFileMode.OtherExecute | UnixFileMode.OtherRead);
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
