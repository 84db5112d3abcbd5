using System.Globalization;
using Aspire.Confluent.Kafka;
using Confluent.Kafka;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Services.Tests.Servers;
using Services.Tests.Telemetry;

namespace Services.Tests.Kafka;

/// <summary>What the log holds of a broker that is away.</summary>
public class KafkaLogTests
{
    [Fact]
    public async Task A_broker_that_is_lost_is_said_once_and_so_is_that_it_is_back()
    {
        await using var broker = new KafkaBroker();
        await broker.InitializeAsync();
        using var logs = new CapturedLogs();
        var reports = 0;
        var manyReports = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var application = await TestApplication.StartAsync(
            builder =>
            {
                logs.ListenTo(builder);
                builder.AddKafkaProducer<string, string>(
                    "kafka",
                    settings =>
                    {
                        settings.Config.StatisticsIntervalMs = 100;
                        settings.Config.ReconnectBackoffMs = 10;
                        settings.Config.ReconnectBackoffMaxMs = 50;
                    },
                    producer => producer.SetStatisticsHandler((_, _) =>
                    {
                        // Counted from the loss on: three seconds, in which there are dozens of attempts.
                        if (logs.Lines.Any(line => line.Contains("cannot use", StringComparison.Ordinal)) && ++reports == 30)
                        {
                            manyReports.TrySetResult();
                        }
                    }));
            },
            ("ConnectionStrings:kafka", broker.BootstrapServers));
        var producer = application.Get<IProducer<string, string>>();
        await producer.ProduceAsync("teas", new() { Value = "green" });

        broker.Kill();
        var lost = await logs.LineWithAsync("cannot use");
        await manyReports.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await broker.StartAgainAsync();
        await logs.LineWithAsync("again after");

        Assert.True(lost.Contains(broker.BootstrapServers, StringComparison.Ordinal), string.Join('\n', logs.Lines));
        var errors = logs.Lines.Where(line => line.StartsWith("Error Aspire.Confluent.Kafka", StringComparison.Ordinal)).ToArray();

        // One that the connection ended and one that there is no new one, at the most.
        Assert.True(errors.Length is 1 or 2, string.Join('\n', logs.Lines));
        Assert.Single(logs.Lines, line => line.Contains("again after", StringComparison.Ordinal));
    }

    [Fact]
    public void A_broker_that_stays_away_is_said_once_a_minute_with_the_number_of_attempts()
    {
        var (log, logs, time) = Create();
        for (var second = 0; second < 300; second++)
        {
            for (var attempt = 0; attempt < 3; attempt++)
            {
                log.Write(Failure("tea:9092", $"Connect to ipv4#10.0.0.{attempt}:9092 failed: Connection refused", second));
                log.Write(new LogMessage("rdkafka#producer-1", SyslogLevel.Error, "ERROR", "[thrd:tea:9092/1]: 1/1 brokers are down"));
            }

            time.Advance(TimeSpan.FromSeconds(1));
        }

        var said = logs.Lines.Where(line => !line.StartsWith("Debug", StringComparison.Ordinal)).ToArray();
        Assert.Equal(5, said.Length);
        Assert.Contains("cannot use tea:9092: Connect to ipv4#10.0.0.0:9092 failed: Connection refused. It goes on trying", said[0]);
        Assert.Contains("cannot use tea:9092 since 240 s, 721 attempts failed", said[4]);
    }

    [Fact]
    public void Another_reason_is_said_at_once_and_so_is_another_broker()
    {
        var (log, logs, _) = Create();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            log.Write(Failure("tea:9092", "Connect to ipv4#10.0.0.1:9092 failed: Connection refused", attempt));
            log.Write(Failure("tea:9092", "SASL authentication error: Invalid username or password", attempt));
            log.Write(Failure("cup:9092", "Connect to ipv4#10.0.0.2:9092 failed: Connection refused", attempt));
        }

        log.Reached("rdkafka#producer-1", ["cup:9092"]);

        Assert.Equal(
            ["Error: Connection refused", "Error: SASL", "Error: Connection refused", "Information: cup:9092 again"],
            logs.Lines.Select(line => $"{line.Split(' ')[0]}: {Known.First(known => line.Contains(known, StringComparison.Ordinal))}"));
    }

    [Fact]
    public void What_is_no_failure_of_a_broker_is_handed_on_as_it_is()
    {
        var (log, logs, _) = Create();

        log.Write(new LogMessage("rdkafka#consumer-1", SyslogLevel.Warning, "MAXPOLL", "too slow"));
        log.Write(new LogMessage("rdkafka#consumer-1", SyslogLevel.Info, "FAIL", "[thrd:tea:9092/1]: tea:9092/1: Disconnected"));
        log.Write(new LogMessage("rdkafka#consumer-1", SyslogLevel.Error, "FAIL", "of another form"));

        Assert.Equal(3, logs.Lines.Count);
    }

    private static readonly string[] Known = ["cup:9092 again", "SASL", "Connection refused"];

    private static LogMessage Failure(string broker, string reason, int suppressed) => new(
        "rdkafka#producer-1", SyslogLevel.Error, "FAIL",
        string.Create(CultureInfo.InvariantCulture,
            $"[thrd:{broker}/bootstrap]: {broker}/bootstrap: {reason} (after {suppressed}ms in state CONNECT, {suppressed} identical error(s) suppressed)"));

    private static (KafkaLog Log, CapturedLogs Logs, HandClock Time) Create()
    {
        var logs = new CapturedLogs();
        var time = new HandClock();
        var loggers = LoggerFactory.Create(logging => logging.AddProvider(logs));
        return (new KafkaLog(loggers, time), logs, time);
    }

    private sealed class HandClock : TimeProvider
    {
        private long _ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        internal void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
