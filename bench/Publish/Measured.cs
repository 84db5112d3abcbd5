using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Bench.Publish;

/// <summary>One run of a program: from its start to its end, and the most memory that it had.</summary>
internal sealed partial record Measured(double Seconds, double Megabytes)
{
    private const int Children = -1;

    /// <summary>Runs a program to its end. A process measures one alone, as the system tells the largest of all children.</summary>
    public static async Task<Measured> RunAsync(IEnumerable<string> command)
    {
        var start = new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true };
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"dotnet {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}.");

        _ = GetResourceUsage(Children, out var usage);
        // Linux counts kilobytes, macOS bytes.
        return new(seconds, usage.MaximumResidentSet / (OperatingSystem.IsMacOS() ? 1e6 : 1e3));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seconds} {Megabytes}");

    public static Measured Parse(string text) => text.Trim().Split(' ') is [var seconds, var megabytes]
        ? new(double.Parse(seconds, CultureInfo.InvariantCulture), double.Parse(megabytes, CultureInfo.InvariantCulture))
        : throw new FormatException($"'{text}' is no measurement.");

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, out ResourceUsage usage);

    // struct rusage: two times, the resident set, and thirteen numbers that nothing here needs.
    [StructLayout(LayoutKind.Explicit, Size = 144)]
    private struct ResourceUsage
    {
        [FieldOffset(32)]
        public long MaximumResidentSet;
    }
}
