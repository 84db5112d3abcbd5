using System.Runtime.InteropServices;

namespace Aspire.Hosting.Running.Endings;

/// <summary>Hears Ctrl+C, SIGTERM and the end of the terminal: the first time the application stops, the second time it ends at once.</summary>
/// <remarks>
/// The end of a terminal never counts as the second time: the shell and the system both tell of it. Neither does what
/// comes within an instant of the first: who ends a group of processes sends a signal to each, and some pass theirs on.
/// </remarks>
internal sealed class EndingSignals : IDisposable
{
    private static readonly TimeSpan _instant = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly TimeProvider _time;
    private readonly Action _stop;
    private readonly Action<int> _endAtOnce;
    private long? _first;

    /// <param name="time">The clock.</param>
    /// <param name="stop">Called the first time.</param>
    /// <param name="endAtOnce">Called the second time, with the exit code that a shell expects.</param>
    public EndingSignals(TimeProvider time, Action stop, Action<int> endAtOnce)
    {
        (_time, _stop, _endAtOnce) = (time, stop, endAtOnce);
        Listen(PosixSignal.SIGINT);
        Listen(PosixSignal.SIGTERM);
        Listen(PosixSignal.SIGQUIT);
        if (!IgnoredSignals.Contains(IgnoredSignals.HangUp))
        {
            Listen(PosixSignal.SIGHUP); // Under nohup a run outlives its terminal.
        }
    }

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Listen(PosixSignal signal) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        Hear(signal);
    }));

    private void Hear(PosixSignal signal)
    {
        lock (_lock)
        {
            if (_first is { } first)
            {
                if (signal != PosixSignal.SIGHUP && _time.GetElapsedTime(first) > _instant)
                {
                    _endAtOnce(ExitCode(signal));
                }

                return;
            }

            _first = _time.GetTimestamp();
        }

        _stop();
    }

    private static int ExitCode(PosixSignal signal) => 128 + signal switch
    {
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGQUIT => 3,
        _ => 15,
    };
}
