namespace Service;

/// <summary>A worker without an address: it reads its settings, says so, and counts its rounds.</summary>
internal static partial class Worker
{
    public static int Run(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddServiceDefaults();
        builder.Services.AddHostedService<Rounds>();
        builder.Build().Run();
        return 0;
    }

    private sealed partial class Rounds(IConfiguration configuration, ILogger<Rounds> logger) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            LogStarted(configuration["pace"], configuration["PROFILE"]);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                LogRound();
            }
        }

        [LoggerMessage(LogLevel.Information, "Working at the pace '{Pace}' of the profile '{Profile}'")]
        private partial void LogStarted(string? pace, string? profile);

        [LoggerMessage(LogLevel.Debug, "Round")]
        private partial void LogRound();
    }
}
