namespace Services.Tests.Servers;

/// <summary>A redis-server of the test's own.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly string[] _arguments;
    private ServerProcess? _process;

    private RedisServer(int port, string[] arguments)
    {
        Port = port;
        _arguments = arguments;
    }

    internal int Port { get; }

    internal string ConnectionString => $"127.0.0.1:{Port}";

    /// <summary>The arguments for a user, in the form of ACL SETUSER: <c>app on >password ~* +@all</c>.</summary>
    internal static string[] User(string rules) => ["--user", .. rules.Split(' ')];

    internal static async Task<RedisServer> StartAsync(params string[] more)
    {
        var port = ServerProcess.FreePort();
        return await StartAsync(port, ["--port", $"{port}", .. more]);
    }

    /// <summary>A server that speaks TLS alone.</summary>
    internal static async Task<RedisServer> StartWithTlsAsync(TlsFiles tls, params string[] more)
    {
        var port = ServerProcess.FreePort();
        return await StartAsync(port,
        [
            "--port", "0", "--tls-port", $"{port}", "--tls-auth-clients", "no",
            "--tls-cert-file", tls.Certificate, "--tls-key-file", tls.Key, "--tls-ca-cert-file", tls.Certificate, .. more,
        ]);
    }

    internal void Kill() => Interlocked.Exchange(ref _process, null)?.Dispose();

    /// <summary>For a test whose predecessor failed between killing the server and starting it again.</summary>
    internal Task StartIfKilledAsync() => _process is null ? StartAgainAsync() : Task.CompletedTask;

    /// <summary>Starts the server again, at the same port.</summary>
    internal async Task StartAgainAsync() => _process = await ServerProcess.StartAsync(
        InstalledProgram.OrSkip("redis-server"), _arguments, "Ready to accept connections");

    public void Dispose() => Kill();

    private static async Task<RedisServer> StartAsync(int port, string[] arguments)
    {
        var server = new RedisServer(port,
            [.. arguments, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", Path.GetTempPath()]);
        await server.StartAgainAsync();
        return server;
    }
}
