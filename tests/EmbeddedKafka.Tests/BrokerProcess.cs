using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace EmbeddedKafka.Tests;

/// <summary>The real broker in a process of its own, with a folder that goes away with it.</summary>
internal sealed partial class BrokerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly string[] _options;
    private readonly List<string> _errors = [];
    private Process _process;

    private BrokerProcess(Process process, string dataFolder, string[] options)
    {
        (_process, DataFolder, _options) = (process, dataFolder, options);
    }

    public string DataFolder { get; }

    public int Port { get; private set; }

    public string BootstrapServers => $"127.0.0.1:{Port}";

    /// <summary>Every address that the broker listens at, in the order of its options.</summary>
    public IReadOnlyList<string> Addresses { get; private set; } = [];

    /// <summary>What the broker wrote to its error stream so far, over restarts.</summary>
    public string Errors
    {
        get
        {
            lock (_errors) return string.Join('\n', _errors);
        }
    }

    public static async Task<BrokerProcess> StartAsync(params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("embedded-kafka-").FullName;
        var broker = new BrokerProcess(null!, folder, options);
        await broker.LaunchAsync();
        return broker;
    }

    /// <summary>Runs a broker that is expected not to come up.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        using var limit = new CancellationTokenSource(Limit);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitedAsync();
    }

    /// <summary>Asks the broker to end, as Ctrl+C does.</summary>
    /// <returns>The exit code, and how long it took.</returns>
    public async Task<(int ExitCode, TimeSpan Took)> StopAsync(PosixSignal signal = PosixSignal.SIGTERM)
    {
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, Signal(_process.Id, signal == PosixSignal.SIGINT ? 2 : 15));
        await ExitedAsync();
        return (_process.ExitCode, watch.Elapsed);
    }

    /// <summary>Starts again with the same folder at the same port.</summary>
    public async Task StartAgainAsync()
    {
        _process.Dispose();
        await LaunchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
        Directory.Delete(DataFolder, recursive: true);
    }

    private async Task LaunchAsync()
    {
        _process = Start(["--listen", $"127.0.0.1:{Port}", "--data", DataFolder, .. _options]);
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                if (line.Data is { } text) _errors.Add(text);
            }
        };
        _process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(Limit);
        var first = await _process.StandardOutput.ReadLineAsync(limit.Token);
        Assert.True(first is not null, $"The broker did not come up: {Errors}");
        Addresses = [.. Address().Matches(first).Select(address => address.Value)];
        Port = int.Parse(Addresses[0].Split(':')[1], CultureInfo.InvariantCulture);
    }

    private async Task ExitedAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await _process.WaitForExitAsync(limit.Token);
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "EmbeddedKafka.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex Address();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int processId, int signal);
}
