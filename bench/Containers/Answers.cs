using System.Net;
using System.Net.Sockets;
using System.Text;
using Confluent.Kafka;
using Npgsql;

namespace Bench.Containers;

/// <summary>Asks servers until they answer.</summary>
internal static class Answers
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(50);

    public static Task RedisAsync(int port, string password) => UntilAsync(async () =>
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"AUTH {password}\r\nPING\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync() == "+OK" && await reader.ReadLineAsync() == "+PONG";
    });

    public static Task PostgresAsync(int port, string password, string database) => UntilAsync(async () =>
    {
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={port};Username=postgres;Password={password};Database={database};Pooling=false");
        await connection.OpenAsync();
        return true;
    });

    public static async Task KafkaAsync(int port)
    {
        // Connected anew at once, as it is for the AppHost's own check.
        var settings = new AdminClientConfig { BootstrapServers = $"127.0.0.1:{port}", ReconnectBackoffMs = 10, ReconnectBackoffMaxMs = 50 };
        using var admin = new AdminClientBuilder(settings).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
        await UntilAsync(() => Task.Run(() => admin.GetMetadata(TimeSpan.FromSeconds(1)).Brokers.Count > 0));
    }

    public static async Task ApiAsync(int port)
    {
        using var client = new HttpClient();
        await UntilAsync(async () => (await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health"))).IsSuccessStatusCode);
    }

    private static async Task UntilAsync(Func<Task<bool>> ask)
    {
        using var limit = new CancellationTokenSource(_limit);
        using var pace = new PeriodicTimer(_pace);
        do
        {
            try
            {
                if (await ask())
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException or NpgsqlException or KafkaException or HttpRequestException)
            {
                // Not yet.
            }
        }
        while (await pace.WaitForNextTickAsync(limit.Token));
    }
}
