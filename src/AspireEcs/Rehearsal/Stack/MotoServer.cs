using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using AspireEcs.Aws;
using AspireEcs.Rehearsal.Programs;
using CliWrap;

namespace AspireEcs.Rehearsal.Stack;

/// <summary>AWS as moto plays it, on a port of this machine, for one rehearsal.</summary>
internal sealed class MotoServer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly RunningProgram _program;

    private MotoServer(RunningProgram program, Uri address)
    {
        _program = program;
        Address = address;
    }

    internal Uri Address { get; }

    /// <exception cref="RehearsalImpossible">Python or moto is not installed.</exception>
    internal static async Task<MotoServer> StartAsync(CancellationToken cancel)
    {
        var python = InstalledProgram.OnPath("python3") ?? throw Missing("python3");
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var runs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var command = Cli.Wrap(python).WithArguments([Path.Combine(AppContext.BaseDirectory, "moto", "server.py"), "-H", address.Host, "-p", $"{address.Port}", "--while-stdin-is-open"]).WithStandardInputPipe(PipeSource.Create((_, cancel) => Task.Delay(Timeout.Infinite, cancel)));
        var program = RunningProgram.Start("moto", command, line =>
        {
            if (line.Contains("Running on", StringComparison.Ordinal))
                runs.TrySetResult();
        });
        try
        {
            if (await Task.WhenAny(runs.Task, program.Ended).WaitAsync(Limit, cancel) == runs.Task)
                return new MotoServer(program, address);
            throw program.LastLines(1) is [var line] && line.Contains("No module named", StringComparison.Ordinal) ? Missing("moto") : new RehearsalImpossible($"moto ended: {string.Join('\n', program.LastLines(5))}");
        }
        catch (TimeoutException)
        {
            await program.DisposeAsync();
            throw new RehearsalImpossible($"moto did not start within {Limit.TotalSeconds} s: {string.Join('\n', program.LastLines(5))}");
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    internal AwsClient Connect(string region) =>
        new(new AwsSession(region, new BasicAWSCredentials("rehearsal", "rehearsal"), Address), new HttpClient(), TimeProvider.System);

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    private static RehearsalImpossible Missing(string what) =>
        new($"{what} is not installed, which plays AWS in a rehearsal. Install it (pip install 'moto[server,all]').");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
