using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Amazon.Runtime;
using AspireEcs.Aws;

namespace AspireEcs.Tests.Aws;

/// <summary>A moto of its own for the tests of a class, on a free port, with the types that moto lacks; gone afterwards.</summary>
public sealed class Moto : IAsyncLifetime
{
    internal const string Region = "eu-west-1";

    private readonly SemaphoreSlim _answers = new(0);
    private readonly string? _registry;
    private Process? _server;
    private string? _missing;

    public Moto()
    {
    }

    /// <param name="registry">Host and port of the registry that its ECR stands before.</param>
    internal Moto(string registry) => _registry = registry;

    internal static string RepositoryRoot { get; } =
        typeof(Moto).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    internal Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The environment in which a command of ours talks to it.</summary>
    internal IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["AWS_ENDPOINT_URL"] = Address.ToString(),
        ["AWS_REGION"] = Region,
        ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = "example",
        ["AWS_MAX_ATTEMPTS"] = "2",
    };

    public async ValueTask InitializeAsync()
    {
        var port = FreePort();
        Address = new Uri($"http://127.0.0.1:{port}");
        var start = new ProcessStartInfo("python3", [Path.Combine(RepositoryRoot, "eng/moto/server.py"), "-H", "127.0.0.1", "-p", port.ToString()]) { RedirectStandardError = true, RedirectStandardOutput = true };
        if (_registry is not null)
            start.Environment["MOTO_ECR_REGISTRY"] = _registry;
        try
        {
            _server = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            _missing = "python3 is not installed.";
            return;
        }
        var said = new List<string>();
        _server.ErrorDataReceived += (_, line) =>
        {
            lock (said)
                said.Add(line.Data ?? "");
            if (line.Data is null || line.Data.Contains("Running on", StringComparison.Ordinal))
                _answers.Release();
        };
        _server.BeginErrorReadLine();
        _server.BeginOutputReadLine();
        if (!await _answers.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken))
            throw new TimeoutException($"moto did not say that it runs:\n{string.Join('\n', said)}");
        lock (said)
        {
            if (said.Any(line => line.Contains("Running on", StringComparison.Ordinal)))
                return;
            _missing = said.Any(line => line.Contains("No module named", StringComparison.Ordinal)) ? "moto is not installed." : throw new InvalidOperationException($"moto ended:\n{string.Join('\n', said)}");
        }
    }

    /// <summary>Whether it was started.</summary>
    internal bool IsThere => _server is not null && _missing is null;

    /// <summary>Skips the test where moto is not installed.</summary>
    internal void Require()
    {
        if (_missing is not null)
            Assert.Skip(_missing);
    }

    internal AwsClient Client() => new(new AwsSession(Region, new BasicAWSCredentials("AKIDEXAMPLE", "example"), Address), new HttpClient(), TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        if (_server is null)
            return;
        if (!_server.HasExited)
            _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync(CancellationToken.None);
        _server.Dispose();
        _answers.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
