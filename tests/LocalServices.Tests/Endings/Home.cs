using System.Diagnostics;
using System.Globalization;
using LocalServices.Tests.Running;

namespace LocalServices.Tests.Endings;

/// <summary>A user of the machine, with folders of his own, in whose name AppHosts run; and what an ended one left.</summary>
internal sealed class Home : IDisposable
{
    public const string TokenVariable = "ASPIRE_TEST_TOKEN";

    /// <summary>On a quiet machine nothing may be left after five seconds; on a busy one everything takes its time.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    private readonly TemporaryFolder _folder = new();
    private readonly string _token = Guid.NewGuid().ToString("N");

    public Home()
    {
        Directory.CreateDirectory(Temporary);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "home"));
    }

    public string Data => Path.Combine(_folder.Path, "data");

    public string Cache => Path.Combine(_folder.Path, "cache");

    /// <summary>A folder of programs that are found before those of the machine.</summary>
    public string? Programs { get; set; }

    private string Temporary => Path.Combine(_folder.Path, "tmp");

    private string Ports => Path.Combine(_folder.Path, "home", ".local", "share", "aspire", "ports");

    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        [TokenVariable] = _token,
        ["HOME"] = Path.Combine(_folder.Path, "home"),
        ["XDG_DATA_HOME"] = null,
        ["TMPDIR"] = Temporary,
        ["PATH"] = Programs is null ? System.Environment.GetEnvironmentVariable("PATH") : $"{Programs}:{System.Environment.GetEnvironmentVariable("PATH")}",
        ["DOTNET_TieredPGO"] = "0", // It lives for seconds.
        ["DOTNET_ENVIRONMENT"] = "Development",
    };

    /// <summary>Waits until nothing of an ended AppHost is left: no process, socket, lock or temporary file.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> WaitUntilNothingIsLeftAsync()
    {
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (Left().FirstOrDefault() is { } left)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit, $"Still there: {left}");
            await timer.WaitForNextTickAsync();
        }

        foreach (var file in ReservedPorts())
            File.Delete(file);
        return Stopwatch.GetElapsedTime(start);
    }

    public void Dispose()
    {
        foreach (var process in Machine.ProcessesWith(_token))
            Machine.SendIfThere(Machine.Kill, process);
        _folder.Dispose();
    }

    private IEnumerable<string> Left()
    {
        foreach (var process in Machine.ProcessesWith(_token))
            yield return $"process {Machine.CommandOf(process)}";
        foreach (var entry in Directory.EnumerateFileSystemEntries(Temporary).Where(IsOfTheRun))
            yield return $"temporary file {entry}";
        foreach (var partial in new[] { Data, Cache }.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateDirectories(folder, ".partial-*", SearchOption.AllDirectories)))
            yield return $"half-made folder {partial}";
        foreach (var file in ReservedPorts())
        {
            if (IsLocked(file))
                yield return $"lock {file}";
            if (Machine.EnvironmentsOfListeners(int.Parse(Path.GetFileName(file), CultureInfo.InvariantCulture)).Any(IsOfThisHome))
                yield return $"socket on port {Path.GetFileName(file)}";
        }
    }

    // The .NET runtime leaves its debugger's pipes in the temporary folder when it is killed. They are not of the run.
    private static bool IsOfTheRun(string entry) => Path.GetFileName(entry) is var name
        && !name.StartsWith("clr-debug-pipe-", StringComparison.Ordinal)
        && !name.StartsWith("dotnet-diagnostic-", StringComparison.Ordinal)
        && name is not ".dotnet";

    // AppHosts of other homes do not see this home's locks, so one may listen where an ended run of this home did.
    private bool IsOfThisHome(string environment) =>
        environment.Contains(_folder.Path, StringComparison.Ordinal) || !environment.Contains("HOME=", StringComparison.Ordinal);

    private string[] ReservedPorts() => Directory.Exists(Ports) ? Directory.GetFiles(Ports) : [];

    private static bool IsLocked(string file)
    {
        try
        {
            using var held = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
