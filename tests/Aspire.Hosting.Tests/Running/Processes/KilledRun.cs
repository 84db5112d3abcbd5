using System.Diagnostics;
using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Tests.Running.Processes;

/// <summary>A run in a process of its own, which a test can kill, with a way to find everything that it started.</summary>
internal sealed class KilledRun : IDisposable
{
    private const string TokenVariable = "ASPIRE_TEST_TOKEN";

    private readonly string _token = Guid.NewGuid().ToString("N");
    private readonly TestFolder _folder = new();
    private readonly HashSet<string> _seen = [];
    private readonly RunningProcess _host;

    private KilledRun(string[] command)
    {
        // The host leads a session, as if it had been started from a terminal.
        _host = new ProcessLauncher(TimeProvider.System).Start(
            new ProcessSpec
            {
                FileName = Path.Combine(AppContext.BaseDirectory, "ProcessHost"),
                Arguments = [_folder.Path, .. command],
                Environment = new Dictionary<string, string?> { [TokenVariable] = _token },
            },
            Output.Add);
    }

    public Output Output { get; } = new();

    /// <summary>The temporary folder of the run.</summary>
    public string Folder { get; private set; } = "";

    public int Id => _host.Id;

    public static async Task<KilledRun> StartAsync(params string[] command)
    {
        var run = new KilledRun(command);
        run.Folder = await run.Output.NextAsync();
        await run.WaitForLineAsync("ready");
        return run;
    }

    public async Task WaitForLineAsync(string line)
    {
        while (!_seen.Contains(line))
            _seen.Add(await Output.NextAsync());
    }

    /// <summary>Sends a signal to the host alone and waits until it has ended.</summary>
    public async Task EndAsync(string signal, bool wholeGroup = false)
    {
        await SendAsync(signal, wholeGroup ? -Id : Id);
        await _host.Completion.WaitAsync(TimeSpan.FromSeconds(20));
    }

    public static async Task SendAsync(string signal, int target)
    {
        var sent = await new ProcessLauncher(TimeProvider.System).RunAsync(
            new ProcessSpec { FileName = "/bin/kill", Arguments = [$"-{signal}", "--", $"{target}"] }, CancellationToken.None);
        Assert.True(sent.Succeeded, sent.Errors);
    }

    /// <summary>The processes of the run that still run, the reaper among them: each inherited the token.</summary>
    public IReadOnlyList<int> RunningProcesses() =>
    [
        .. from folder in Directory.EnumerateDirectories("/proc")
           where int.TryParse(Path.GetFileName(folder), out _) && EnvironmentOf(folder).Contains($"{TokenVariable}={_token}", StringComparison.Ordinal)
           select int.Parse(Path.GetFileName(folder)),
    ];

    /// <summary>Waits until nothing of the run is left: no process, no folder.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> WaitUntilNothingIsLeftAsync(TimeSpan limit)
    {
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (RunningProcesses() is { Count: > 0 } left || Directory.Exists(Folder))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < limit, $"Processes left: {Describe()}; folder left: {Directory.Exists(Folder)}.");
            await timer.WaitForNextTickAsync();
        }

        return Stopwatch.GetElapsedTime(start);
    }

    public void Dispose()
    {
        _host.Kill();
        foreach (var id in RunningProcesses())
            Process.GetProcessById(id).Kill();
        _folder.Dispose();
    }

    private string Describe() => string.Join(", ", RunningProcesses().Select(id => $"{id} {Read($"/proc/{id}/cmdline").Replace('\0', ' ')}"));

    private static string EnvironmentOf(string folder) => Read(Path.Combine(folder, "environ"));

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // It ended, or is not ours.
        }
    }
}
