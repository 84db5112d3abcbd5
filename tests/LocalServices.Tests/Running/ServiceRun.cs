using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalServices.Tests.Running;

/// <summary>What a local service is started with, as the runner would.</summary>
internal sealed class ServiceRun : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly RunningProcess _process;
    private readonly ConcurrentQueue<string> _output;

    private ServiceRun(TemporaryFolder folder, RunningProcess process, ConcurrentQueue<string> output, LocalServicePlan plan, int port)
    {
        _folder = folder;
        _process = process;
        _output = output;
        Plan = plan;
        Port = port;
    }

    public LocalServicePlan Plan { get; }

    public int Port { get; }

    public int ProcessId => _process.Id;

    public string Output => string.Join('\n', _output);

    public Task<ProcessExit> Ended => _process.Completion;

    public static async Task<ServiceRun> StartAsync(
        ILocalService service, IReadOnlyDictionary<string, string> environment, IReadOnlyList<LocalServiceMount> mounts, CancellationToken cancellationToken)
    {
        var folder = new TemporaryFolder();
        try
        {
            var endpoint = new LocalServiceEndpoint("127.0.0.1", FreePort());
            var plan = await service.PlanAsync(new LocalServiceContext
            {
                ResourceName = "server",
                Endpoints = new Dictionary<string, LocalServiceEndpoint> { ["tcp"] = endpoint },
                Environment = environment,
                Mounts = mounts,
                WorkingFolder = folder.Path,
                Logger = NullLogger.Instance,
                ReportStateAsync = _ => Task.CompletedTask,
                Services = Tools.Services(),
            }, cancellationToken);
            var output = new ConcurrentQueue<string>();
            var process = new ProcessLauncher(TimeProvider.System).Start(new ProcessSpec
            {
                FileName = plan.FileName,
                Arguments = plan.Arguments,
                Environment = plan.Environment,
                WorkingDirectory = plan.WorkingDirectory ?? folder.Path,
                RunAs = plan.RunAs,
                StopSignal = plan.StopsOnInterrupt ? StopSignal.Interrupt : StopSignal.Terminate,
                StopGrace = plan.StopGrace,
            }, (line, _) => output.Enqueue(line));
            return new ServiceRun(folder, process, output, plan, endpoint.Port);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Tries until it works, or until the process has ended.</summary>
    public async Task<T> UntilAsync<T>(Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                if (_process.Completion.IsCompleted || limit.IsCancellationRequested)
                    throw new InvalidOperationException($"The server does not answer: {e.Message}\n{Output}", e);
                await pause.WaitForNextTickAsync(cancellationToken);
            }
        }
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.Completion;
    }

    public Task<ProcessExit> StopAsync() => _process.StopAsync();

    public async ValueTask DisposeAsync()
    {
        if (!_process.Completion.IsCompleted)
            await _process.StopAsync();
        _folder.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
