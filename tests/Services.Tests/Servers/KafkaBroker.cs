using System.Reflection;

namespace Services.Tests.Servers;

/// <summary>The embedded Kafka broker, in a process of its own.</summary>
public sealed class KafkaBroker : IAsyncLifetime
{
    private readonly ServerFolder _folder = new();
    private readonly int _port = ServerProcess.FreePort();
    private ServerProcess? _process;

    private static string Program => typeof(KafkaBroker).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "EmbeddedKafka").Value!;

    internal string BootstrapServers => $"127.0.0.1:{_port}";

    public async ValueTask InitializeAsync() => await StartAgainAsync();

    internal void Kill() => Interlocked.Exchange(ref _process, null)?.Dispose();

    /// <summary>For a test whose predecessor failed between killing the server and starting it again.</summary>
    internal Task StartIfKilledAsync() => _process is null ? StartAgainAsync() : Task.CompletedTask;

    internal async Task StartAgainAsync() => _process = await ServerProcess.StartAsync(
        "dotnet",
        [Program, "--listen", BootstrapServers, "--data", _folder.In("data")],
        "is listening on");

    public ValueTask DisposeAsync()
    {
        Kill();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
