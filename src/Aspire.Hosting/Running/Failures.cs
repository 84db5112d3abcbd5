namespace Aspire.Hosting.Running;

/// <summary>Says in a sentence what files and disks fail with.</summary>
internal static class Failures
{
    // ENOSPC and EDQUOT as Linux and macOS number them; ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
    private static readonly HashSet<int> _fullDisk = OperatingSystem.IsWindows()
        ? [unchecked((int)0x80070027), unchecked((int)0x80070070)]
        : OperatingSystem.IsMacOS() ? [28, 69] : [28, 122];

    /// <summary>Whether the disk, or what the user may have of it, was full.</summary>
    public static bool IsFullDisk(Exception exception) =>
        exception is IOException && (_fullDisk.Contains(exception.HResult) || exception.InnerException is { } inner && IsFullDisk(inner));

    /// <summary>The cause, and what to do about it.</summary>
    /// <param name="exception">What the system answered.</param>
    /// <param name="place">What was written to, where the system does not say.</param>
    public static string Describe(Exception exception, string? place = null)
    {
        var message = exception.Message.TrimEnd('.');
        return exception switch
        {
            _ when IsFullDisk(exception) => $"the disk is full{(place is null ? $" ({message})" : $" that holds '{place}'")}. Free some space, then start it again.",
            UnauthorizedAccessException => $"{message}. Give the user '{Environment.UserName}' access to it, or choose another place.",
            _ => $"{message}.",
        };
    }
}
