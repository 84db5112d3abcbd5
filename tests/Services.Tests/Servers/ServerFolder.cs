namespace Services.Tests.Servers;

/// <summary>A folder for a server's data, gone after the test.</summary>
internal sealed class ServerFolder : IDisposable
{
    internal ServerFolder()
    {
        Root = Directory.CreateTempSubdirectory("services-tests-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // PostgreSQL refuses to run as root and is started as another user, who has to get in.
            File.SetUnixFileMode(Root, (UnixFileMode)0b111_111_111);
        }
    }

    internal string Root { get; }

    internal string In(string name) => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
