using System.Net;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AppHosts.Tests;

public sealed class WeatherTests(WeatherTests.WithForecast weather) : IClassFixture<WeatherTests.WithForecast>
{
    [Fact]
    public async Task An_external_service_is_found_by_its_name_at_the_address_of_a_parameter()
    {
        await weather.HealthyAsync("weather");
        Assert.Equal("Sunny", await weather.GetAsync("weather", "/call/forecast/today"));
        Assert.Equal(weather.Forecast, (await weather.EnvironmentOfAsync("weather"))["services__forecast__http__0"]);
    }

    [Fact]
    public async Task Addresses_without_a_resource_are_told_like_those_of_services()
    {
        await weather.HealthyAsync("weather");
        var environment = await weather.EnvironmentOfAsync("weather");
        Assert.Equal("https://maps.example.org/", environment["services__maps__https__0"]);
        Assert.Equal("https://maps.example.org/", environment["MAPS_ADDRESS"]);
        Assert.Equal("https://tides.example.org/", environment["services__tides__default__0"]);
    }

    [Fact]
    public async Task An_external_service_is_running_and_as_healthy_as_it_answers()
    {
        var forecast = (await weather.HealthyAsync("forecast")).Snapshot;
        Assert.Equal((KnownResourceStates.Running, HealthStatus.Healthy), (forecast.State?.Text, forecast.HealthStatus));
        var maps = await weather.WaitForStateAsync("maps", KnownResourceStates.Running);
        Assert.Empty(maps.HealthReports);
        var archive = await weather.WaitAsync("archive", snapshot => snapshot.HealthReports.Any(report => report.Status is not null));
        Assert.Equal(HealthStatus.Unhealthy, archive.HealthStatus);
    }

    [Fact]
    public async Task What_waits_for_an_external_service_that_is_away_goes_on_waiting()
    {
        await weather.WaitAsync("archive", snapshot => snapshot.HealthStatus == HealthStatus.Unhealthy);
        var history = await weather.WaitForStateAsync("history", KnownResourceStates.Waiting);
        Assert.Null(history.StartTimeStamp);
    }

    /// <summary>The AppHost beside a forecast that answers.</summary>
    public sealed class WithForecast : RunningAppHost<Projects.Weather>
    {
        private readonly HttpListener _listener = new();
        private Task? _answering;

        public string Forecast { get; private set; } = "";

        protected override string[] Arguments => ["--Parameters:forecast-url", Forecast];

        public override async ValueTask InitializeAsync()
        {
            Forecast = $"http://127.0.0.1:{FreePort.Next()}/";
            _listener.Prefixes.Add(Forecast);
            _listener.Start();
            _answering = AnswerAsync();
            await base.InitializeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            _listener.Stop();
            await _answering!;
            _listener.Close();
        }

        private async Task AnswerAsync()
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    context.Response.StatusCode = context.Request.Url!.AbsolutePath is "/status" or "/today" ? 200 : 404;
                    await context.Response.OutputStream.WriteAsync("Sunny"u8.ToArray());
                    context.Response.Close();
                }
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException && !_listener.IsListening)
            {
                // It was told to stop.
            }
        }
    }
}
