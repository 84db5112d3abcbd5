using System.Globalization;

namespace Aspire.Hosting.Running.Endings;

/// <summary>The signals that whoever started this process wants it to ignore, as <c>nohup</c> does.</summary>
internal static class IgnoredSignals
{
    public const int HangUp = 1;

    private const string Status = "/proc/self/status";
    private const string Field = "SigIgn:";

    /// <summary>Whether a signal is ignored, where the system tells: on Linux.</summary>
    public static bool Contains(int signal) =>
        File.Exists(Status)
        && File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal)) is { } line
        && ulong.TryParse(line.AsSpan(Field.Length).Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var mask)
        && (mask & (1UL << (signal - 1))) != 0;
}
