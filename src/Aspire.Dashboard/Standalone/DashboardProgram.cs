using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Dashboard.Standalone;

/// <summary>The dashboard by itself, without an application: shows what any sender of OTLP sends to it.</summary>
internal static class DashboardProgram
{
    /// <summary>Where users of a dashboard without an application look for it.</summary>
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["ASPNETCORE_URLS"] = "http://localhost:18888",
        ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://localhost:18889",
        ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = "http://localhost:18890",
        ["Dashboard:ApplicationName"] = "Dashboard",
    };

    internal static async Task<int> Main(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Defaults).AddEnvironmentVariables().AddCommandLine(args).Build();
        using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning));
        using var end = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        try
        {
            var application = new NoApplication();
            var options = DashboardOptions.FromConfiguration(configuration) with { ApplicationName = configuration["Dashboard:ApplicationName"]! };
            await using var dashboard = await DashboardApplication.StartAsync(options, application, application, application, application, loggers, end.Token).ConfigureAwait(false);
            Console.WriteLine($"Dashboard:  {dashboard.LoginUrl}");
            Console.WriteLine($"OTLP/gRPC:  {dashboard.OtlpGrpcUrl}");
            Console.WriteLine($"OTLP/HTTP:  {dashboard.OtlpHttpUrl}");
            Console.WriteLine(options.OtlpApiKey is null ? "Whoever reaches these addresses may send. DASHBOARD__OTLP__PRIMARYAPIKEY asks for a key." : "Senders need the key: OTEL_EXPORTER_OTLP_HEADERS=x-otlp-api-key=<key>");
            await Task.Delay(Timeout.InfiniteTimeSpan, options.TimeProvider, end.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            return 0;
        }
        catch (DashboardException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
            return 1;
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return 0; // It was ended while it started.
        }

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true; // It ends in order: what was taken is written.
            end.Cancel();
        }
    }
}
