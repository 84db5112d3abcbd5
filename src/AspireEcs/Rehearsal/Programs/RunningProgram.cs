using CliWrap;

namespace AspireEcs.Rehearsal.Programs;

/// <summary>A program that runs until it is disposed of, with the last lines that it wrote.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private const int LinesKept = 200;

    private readonly CancellationTokenSource _kill = new();
    private readonly Queue<string> _lines = new();
    private readonly Action<string>? _heard;

    private RunningProgram(string name, Command command, Action<string>? heard)
    {
        Name = name;
        _heard = heard;
        Ended = Task.Run(async () => (await command
            .WithStandardOutputPipe(PipeTarget.ToDelegate(Hear))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(Hear))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(_kill.Token)).ExitCode);
    }

    internal string Name { get; }

    /// <summary>Its exit code, when it ends by itself.</summary>
    internal Task<int> Ended { get; }

    /// <param name="name">What it is called in a sentence.</param>
    /// <param name="command">How it is started.</param>
    /// <param name="heard">Is given each line that it writes.</param>
    internal static RunningProgram Start(string name, Command command, Action<string>? heard = null) => new(name, command, heard);

    /// <summary>The last lines that it wrote.</summary>
    internal IReadOnlyList<string> LastLines(int count)
    {
        lock (_lines)
            return [.. _lines.TakeLast(count)];
    }

    public async ValueTask DisposeAsync()
    {
        await _kill.CancelAsync();
        try
        {
            await Ended;
        }
        catch (OperationCanceledException)
        {
            // It was ended, here.
        }
        _kill.Dispose();
    }

    private void Hear(string line)
    {
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > LinesKept)
                _lines.Dequeue();
        }
        _heard?.Invoke(line);
    }
}
