using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Processes;

/// <summary>
/// A small shell script in a session of its own that outlives this process and then ends what it left running. It notices
/// because the system closes a pipe when this process dies, however it dies.
/// </summary>
/// <remarks>Unix only; on Windows the jobs do this.</remarks>
internal sealed partial class Reaper : IAsyncDisposable
{
    /// <summary>The variable that marks a process until the reaper knows its id.</summary>
    public const string MarkerVariable = "ASPIRE_START";

    private const string ScriptVariable = "ASPIRE_REAPER";

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly string _run = Guid.NewGuid().ToString("N");
    private readonly Process _process;
    private readonly Stream _pipe;
    private int _starts;
    private bool _lost;

    private Reaper(Process process, ILogger logger)
    {
        _process = process;
        _logger = logger;
        _pipe = process.StandardInput.BaseStream;
    }

    /// <summary>The process id of the reaper.</summary>
    public int Id => _process.Id;

    /// <summary>Starts the reaper of this run: before anything else, so that there is nothing that it does not know.</summary>
    /// <exception cref="ProcessStartException">The machine lacks a program that is needed for it.</exception>
    public static Reaper Start(ILogger<Reaper> logger)
    {
        var session = SessionProgram.OfThisMachine.Value;

        // The script travels in a variable: a file would have to be removed by somebody if this process died just now.
        var startInfo = new ProcessStartInfo(session.FileName, [.. session.LeadingArguments, "/bin/sh", "-c", $"eval \"${ScriptVariable}\"", "aspire-reaper"])
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        };
        startInfo.Environment[ScriptVariable] = Script();
        startInfo.Environment.Remove(MarkerVariable); // of a run that this one is part of
        var reaper = new Reaper(Process.Start(startInfo)!, logger);
        if (session.WaitsForGo)
            reaper._pipe.Write(Encoding.UTF8.GetBytes(SessionProgram.Go));
        return reaper;
    }

    /// <summary>Says that a temporary folder is about to be made. It is removed when the run has ended, if it is there then.</summary>
    public void AnnounceFolder(string path) => Tell($"folder {path}");

    /// <summary>Says that the user has no more patience: what is left when this process ends is killed without being asked.</summary>
    public void Hurry() => Tell("hurry");

    /// <summary>Says that a process is about to be started.</summary>
    /// <param name="folder">Its working directory, by which it is found if it writes over its environment.</param>
    /// <returns>The value that <see cref="MarkerVariable"/> must have in its environment.</returns>
    public string AnnounceStart(string folder)
    {
        // It ends with a dot, so that none is the beginning of another.
        var marker = $"{_run}.{Text(Interlocked.Increment(ref _starts))}.";
        Tell($"starting {marker} {folder}");
        return marker;
    }

    /// <summary>Says that the announced process could not be started.</summary>
    public void CancelStart(string marker) => Tell($"cancelled {marker}");

    /// <summary>Says which process it is that was announced.</summary>
    public void ConfirmStart(string marker, int processId, StopSignal stopSignal) =>
        Tell($"started {marker} {Text(processId)} {(stopSignal == StopSignal.Interrupt ? "INT" : "TERM")} {StartTimeOf(processId)}");

    /// <summary>Says that a process and its session have ended: its id may become somebody else's.</summary>
    public void Forget(int processId) => Tell($"ended {Text(processId)}");

    /// <summary>Says that the run has containers in an engine, which carry the run in their labels.</summary>
    /// <param name="program">The engine's program.</param>
    /// <param name="run">The run.</param>
    public void WatchEngine(string program, string run) => Tell($"engine {program} {run}");

    /// <summary>Says that the run has no containers in the engine any more.</summary>
    public void ForgetEngine(string program, string run) => Tell($"no-engine {program} {run}");

    /// <summary>Lets the reaper end what was not forgotten, and waits until it has.</summary>
    public async ValueTask DisposeAsync()
    {
        Tell("over");
        lock (_lock)
        {
            _lost = true;
            _pipe.Dispose();
        }

        using var limit = new CancellationTokenSource(EndLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            LogStillAtWork(Id);
        }

        _process.Dispose();
    }

    private void Tell(string line)
    {
        lock (_lock)
        {
            if (_lost)
                return;

            try
            {
                _pipe.Write(Encoding.UTF8.GetBytes(line + "\n"));
            }
            catch (IOException)
            {
                _lost = true;
                LogLost(Id);
            }
        }
    }

    // Read here at once: by the time the reaper looks, the process may have ended and its id be another's.
    private static string StartTimeOf(int processId) =>
        !OperatingSystem.IsLinux() ? "-"
        : LinuxProcess.Find(processId) is { } process ? process.StartTime.ToString(CultureInfo.InvariantCulture)
        : "gone";

    private static string Script()
    {
        using var reader = new StreamReader(typeof(Reaper).Assembly.GetManifestResourceStream("Reaper.sh")!);
        return reader.ReadToEnd();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
