using System.Diagnostics;
using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Npgsql;

namespace OrderService.Tests.Application;

/// <summary>The application of the AppHost with two replicas of the service, started once for all tests.</summary>
public sealed class OrderApplication : IAsyncLifetime
{
    private const int Replicas = 2;

    /// <summary>How long anything may take. A machine that builds at the same time is slow.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private IDistributedApplicationTestingBuilder? _builder;
    private DistributedApplication? _application;
    private NpgsqlDataSource? _database;

    internal static IReadOnlyList<string> Services { get; } = [.. Enumerable.Range(1, Replicas).Select(number => $"api-{number}")];

    /// <summary>Asks whichever replica has its turn.</summary>
    internal HttpClient Client { get; private set; } = null!;

    internal NpgsqlDataSource Database => _database!;

    private DistributedApplication Application => _application!;

    internal static CancellationToken Within() => CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken, new CancellationTokenSource(Limit).Token).Token;

    public async ValueTask InitializeAsync()
    {
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(Within());
        var api = _builder.Resources.OfType<ProjectResource>().Single(project => project.Name == "api");
        _builder.CreateResourceBuilder(api).WithReplicas(Replicas);
        _application = await _builder.BuildAsync(Within());
        await _application.StartAsync(Within());
        Client = _application.CreateHttpClient("api");
        // No pool: a connection that was open when the server was killed is of no use.
        _database = NpgsqlDataSource.Create($"{await _application.GetConnectionStringAsync("ordersdb")};Pooling=false");
        await WaitUntilHealthyAsync([.. Services]);
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_database is not null)
            await _database.DisposeAsync();
        if (_application is not null)
            await _application.DisposeAsync();
        if (_builder is not null)
            await _builder.DisposeAsync();
    }

    /// <summary>Asks one replica, past the address that all of them share.</summary>
    internal HttpClient ClientOf(string replica, CookieContainer cookies)
    {
        // The replica's own address is what it was told to listen on.
        var address = SnapshotOf(replica).EnvironmentVariables.Single(variable => variable.Name == "ASPNETCORE_URLS").Value!.Split(';')[0];
        return new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = new Uri(address) };
    }

    /// <summary>Ends the process of a resource at once, without a chance to say goodbye.</summary>
    internal async Task KillAsync(string resource)
    {
        using (var process = Process.GetProcessById(ProcessId(resource)))
            process.Kill();
        await Application.ResourceNotifications.WaitForResourceAsync(resource, KnownResourceStates.TerminalStates, Within());
    }

    internal async Task StartAgainAsync(string resource)
    {
        var started = await Application.ResourceCommands.ExecuteCommandAsync(resource, KnownResourceCommands.StartCommand, Within());
        Assert.True(started.Success, started.ErrorMessage);
        await WaitUntilHealthyAsync(resource);
    }

    /// <summary>Ends a resource as a deployment does: it is asked to.</summary>
    internal async Task StopAsync(string resource)
    {
        var stopped = await Application.ResourceCommands.ExecuteCommandAsync(resource, KnownResourceCommands.StopCommand, Within());
        Assert.True(stopped.Success, stopped.ErrorMessage);
    }

    internal Task WaitUntilHealthyAsync(params string[] resources) => Task.WhenAll(resources.Select(resource =>
        Application.ResourceNotifications.WaitForResourceHealthyAsync(resource, Within())));

    private int ProcessId(string resource) =>
        (int)SnapshotOf(resource).Properties.Single(property => property.Name == "executable.pid").Value!;

    private CustomResourceSnapshot SnapshotOf(string resource)
    {
        Assert.True(Application.ResourceNotifications.TryGetCurrentState(resource, out var current), $"There is no '{resource}'.");
        return current.Snapshot;
    }
}

/// <summary>The tests come one after the other, as they kill servers that all of them use.</summary>
[CollectionDefinition(nameof(OrderApplication))]
public sealed class OrderApplicationCollection : ICollectionFixture<OrderApplication>;
