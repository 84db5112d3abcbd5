using System.Collections.Concurrent;
using System.Threading.Channels;
using Aspire.Hosting.Running.Processes;

namespace LocalServices.Tests.Endings;

/// <summary>KilledAppHost in a process and session of its own.</summary>
internal sealed class AppHostProcess
{
    public static readonly string Program = Path.Combine(AppContext.BaseDirectory, "KilledAppHost");

    private static readonly TimeSpan LineLimit = TimeSpan.FromSeconds(90);

    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _output = new();
    private readonly RunningProcess _process;

    public AppHostProcess(Home home, string scenario, params string[] settings) => _process = new ProcessLauncher(TimeProvider.System).Start(
        new ProcessSpec { FileName = Program, Arguments = [scenario, .. settings], Environment = home.Environment },
        (line, _) =>
        {
            _output.Enqueue(line);
            _lines.Writer.TryWrite(line);
        });

    public int Id => _process.Id;

    public string Output => string.Join('\n', _output);

    /// <summary>The line that starts like this, spaces apart, as soon as it is said.</summary>
    public async Task<string> LineAsync(string start)
    {
        using var limit = new CancellationTokenSource(LineLimit);
        while (true)
        {
            if (_output.FirstOrDefault(line => line.TrimStart().StartsWith(start, StringComparison.Ordinal)) is { } found)
                return found;

            try
            {
                await _lines.Reader.ReadAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"'{start}' was not said. The AppHost {(_process.Completion.IsCompleted ? "has ended" : "runs")}. It said:\n{Output}");
            }
        }
    }

    /// <summary>How to connect to a server that is ready.</summary>
    public async Task<string> ConnectionStringAsync(string name) => (await LineAsync($"connect {name} "))[$"connect {name} ".Length..];

    public void Send(int signal) => Machine.Send(signal, Id);

    public async Task<ProcessExit> EndedAsync() => await _process.Completion.WaitAsync(Home.Limit);

    /// <summary>Kills it, unless it has ended by itself just now.</summary>
    public async Task KillAsync()
    {
        Machine.SendIfThere(Machine.Kill, Id);
        await EndedAsync();
    }
}
