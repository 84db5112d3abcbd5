namespace AspireEcs.Rehearsal.Servers;

/// <summary>Files that hold a secret: nobody but their owner reads them, from the first byte on.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    internal static void Write(string path, string text)
    {
        var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            how.UnixCreateMode = OwnerAlone;
        using var writer = new StreamWriter(path, how);
        writer.Write(text);
    }
}
