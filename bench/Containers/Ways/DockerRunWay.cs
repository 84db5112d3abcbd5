using System.Diagnostics;

namespace Bench.Containers.Ways;

/// <summary>The engine by itself: all containers at once, and the Api as a process as soon as PostgreSQL and Kafka answer.</summary>
internal sealed class DockerRunWay : IWay
{
    public string Name => "docker run";

    public async Task<Start> MeasureAsync()
    {
        var names = $"bench-{Guid.NewGuid():N}";
        var (redis, postgres, kafka, api) = (Ports.Free(), Ports.Free(), Ports.Free(), Ports.Free());
        Process? process = null;
        try
        {
            var watch = Stopwatch.StartNew();
            var cache = RunAsync($"{names}-redis", $"{redis}:6379", new Dictionary<string, string>(), [Settings.Redis, "redis-server", "--requirepass", Settings.Password], () => Answers.RedisAsync(redis, Settings.Password));
            var ordersDb = RunAsync($"{names}-postgres", $"{postgres}:5432", Settings.OfPostgres, [Settings.Postgres], () => Answers.PostgresAsync(postgres, Settings.Password, Settings.Database));
            var messaging = RunAsync($"{names}-kafka", $"{kafka}:9092", Settings.OfKafka(kafka, "localhost"), [Settings.Kafka], () => Answers.KafkaAsync(kafka));
            await Task.WhenAll(ordersDb, messaging);
            process = Tool.Start("dotnet", ["exec", BuiltApplication.Api],
                Settings.OfApi($"http://127.0.0.1:{api}", $"127.0.0.1:{redis}", "127.0.0.1", postgres, $"127.0.0.1:{kafka}"));
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            await cache;
            var servers = watch.Elapsed.TotalSeconds;
            await Answers.ApiAsync(api);
            return new(servers, watch.Elapsed.TotalSeconds);
        }
        finally
        {
            if (process is not null)
            {
                await Tool.StopAsync(process);
                process.Dispose();
            }

            await Tool.RunAsync("docker", "rm", "-f", "-v", $"{names}-redis", $"{names}-postgres", $"{names}-kafka");
        }
    }

    private static async Task RunAsync(string name, string port, IReadOnlyDictionary<string, string> environment, string[] image, Func<Task> answersAsync)
    {
        await Tool.RunAsync("docker", ["run", "-d", "--pull", "never", "--name", name, "-p", $"127.0.0.1:{port}", .. environment.SelectMany(one => new[] { "-e", $"{one.Key}={one.Value}" }), .. image]);
        await answersAsync();
    }
}
