using System.Diagnostics;
using Aspire.Dashboard;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dashboard.Bench;

/// <summary>The dashboard in a process of its own, which ends when nobody holds its standard input any more.</summary>
internal sealed class DashboardProcess : IDisposable
{
    internal const string Command = "serve";

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private DashboardProcess(Process process, DirectoryInfo folder, Uri api, Uri grpc) => (_process, _folder, Api, Grpc) = (process, folder, api, grpc);

    internal Uri Api { get; }

    internal Uri Grpc { get; }

    /// <summary>What it holds of the machine's memory, in megabytes.</summary>
    internal double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    internal double ProcessorSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>The size of what it has written, in megabytes.</summary>
    internal double Written => _folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) / 1048576.0;

    internal static async Task<DashboardProcess> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("dashboard-bench-");
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Command, folder.FullName]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var api = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The dashboard did not start.");
        var grpc = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The dashboard takes no telemetry.");
        return new DashboardProcess(process, folder, new Uri(api), new Uri(grpc));
    }

    internal static async Task ServeAsync(string folder)
    {
        var application = new NoApplication();
        var options = new DashboardOptions
        {
            AuthMode = DashboardAuthMode.Unsecured,
            OtlpGrpcUrl = "http://127.0.0.1:0",
            Telemetry = new TelemetryOptions { Folder = folder, MaxMegabytes = 8192 },
        };
        await using var dashboard = await DashboardApplication.StartAsync(options, application, application, application, application, NullLoggerFactory.Instance, CancellationToken.None);
        Console.WriteLine(dashboard.Urls[0]);
        Console.WriteLine(dashboard.OtlpGrpcUrl);
        await Console.In.ReadToEndAsync();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
