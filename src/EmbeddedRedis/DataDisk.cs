namespace EmbeddedRedis;

/// <summary>The disk that holds the data: without room on it no write can be acknowledged.</summary>
internal static class DataDisk
{
    /// <summary>What is written to find out, in bytes: so much has to be free.</summary>
    private const int Probe = 1 << 20;

    // ENOSPC and EDQUOT as Linux and macOS number them; ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
    private static readonly int[] Full = OperatingSystem.IsWindows()
        ? [unchecked((int)0x80070027), unchecked((int)0x80070070)]
        : OperatingSystem.IsMacOS() ? [28, 69] : [28, 122];

    /// <summary>What is wrong and what to do about it, if the disk is full.</summary>
    /// <param name="folder">An existing folder on it.</param>
    internal static string? Fault(string folder)
    {
        var file = Path.Combine(folder, $"probe-{Guid.NewGuid():N}");
        try
        {
            using var probe = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            probe.Write(new byte[Probe]);
            return null;
        }
        catch (IOException e) when (Full.Contains(e.HResult))
        {
            return $"Cannot keep data in '{folder}': the disk is full that holds it. Free some space, then start it again.";
        }
    }
}
