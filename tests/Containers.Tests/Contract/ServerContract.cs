using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Containers.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Containers.Tests.Contract;

/// <summary>What an application may rely on whether a server runs as a container or as a local service: each test is the same for both.</summary>
public abstract class ServerContract : IDisposable
{
    private const string Name = "server";

    private readonly string _volume = $"contract-{Guid.NewGuid():N}";

    // Not a private one: PostgreSQL does not run as root, and has to get in.
    private readonly DirectoryInfo _data = Directory.CreateDirectory(Path.Join(Path.GetTempPath(), $"aspire-contract-{Guid.NewGuid():N}"));

    public static IEnumerable<TheoryDataRow<LocalServiceMode>> Ways { get; } =
    [
        new TheoryDataRow<LocalServiceMode>(LocalServiceMode.Container).WithTrait("Engine", "podman too"),
        new(LocalServiceMode.Process),
    ];

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The image of the container.</summary>
    protected abstract string Image { get; }

    /// <summary>The connection string, with * for the port.</summary>
    protected abstract string ConnectionString { get; }

    /// <summary>Part of a line that the server logs at its start.</summary>
    protected abstract string FirstWords { get; }

    /// <summary>Adds the server with the password "secret", if it has one.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="volume">The volume that keeps its data; none without.</param>
    protected abstract IResourceBuilder<IResourceWithConnectionString> Add(IDistributedApplicationBuilder builder, string name, string? volume);

    /// <summary>Writes a text, which the server acknowledges.</summary>
    protected abstract Task WriteAsync(string connectionString, string text);

    /// <summary>Reads the text; <see langword="null"/> if there is none.</summary>
    protected abstract Task<string?> ReadAsync(string connectionString);

    /// <summary>Tries to get in without the password.</summary>
    /// <returns>Whether the server refused it, as it has to.</returns>
    protected abstract Task<bool> RefusesOthersAsync(string connectionString);

    [Theory, MemberData(nameof(Ways))]
    public async Task It_is_reached_at_localhost_by_its_connection_string_and_with_its_password_alone(LocalServiceMode way)
    {
        var (app, server) = await StartAsync(way, volume: null);
        await using var _ = app;
        var address = await AddressAsync(server);

        Assert.Equal(ConnectionString, WithoutPort(address));
        await WriteAsync(address, "text");
        Assert.Equal("text", await ReadAsync(address));
        Assert.True(await RefusesOthersAsync(address));
        await app.LineAsync(Name, FirstWords);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Data_in_a_volume_is_there_after_a_stop_and_after_a_kill_at_the_same_address(LocalServiceMode way)
    {
        var (app, server) = await StartAsync(way, _volume);
        await using var _ = app;
        var address = await AddressAsync(server);
        await WriteAsync(address, "stopped");

        await app.Commands.ExecuteCommandAsync(Name, KnownResourceCommands.StopCommand, Cancel);
        Assert.Equal(0, await EndedAsync(app));
        await StartAgainAsync(app);
        Assert.Equal("stopped", await ReadAsync(await AddressAsync(server)));

        await WriteAsync(address, "killed");
        await SaveAsync(address);
        await KillAsync(app, way);
        Assert.Equal(137, await EndedAsync(app));
        await StartAgainAsync(app);
        Assert.Equal(address, await AddressAsync(server));
        Assert.Equal("killed", await ReadAsync(address));
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Data_without_a_volume_is_gone_after_a_restart(LocalServiceMode way)
    {
        var (app, server) = await StartAsync(way, volume: null);
        await using var _ = app;
        var address = await AddressAsync(server);
        await WriteAsync(address, "text");

        await app.Commands.ExecuteCommandAsync(Name, KnownResourceCommands.RestartCommand, Cancel);
        await app.HealthyAsync(Name);

        Assert.Null(await ReadAsync(address));
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Data_in_a_volume_is_there_in_the_next_run(LocalServiceMode way)
    {
        for (var run = 0; run < 2; run++)
        {
            var (app, server) = await StartAsync(way, _volume);
            await using var _ = app;
            var address = await AddressAsync(server);
            Assert.Equal(run == 0 ? null : "text", await ReadAsync(address));
            await WriteAsync(address, "text");
            await app.StopAsync();
        }
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_server_that_hangs_is_unhealthy_until_it_answers_again(LocalServiceMode way)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It stops processes by a signal.");
        var (app, _) = await StartAsync(way, volume: null, builder =>
        {
            builder.Services.AddSingleton<TimeProvider, HurriedTime>();
            builder.Services.PostConfigure<HealthCheckServiceOptions>(options => options.Registrations.ToList().ForEach(check => check.Timeout = TimeSpan.FromSeconds(2)));
        });
        await using var _ = app;

        await SignalAsync(app, way, "STOP");
        var hung = await app.Notifications.WaitForResourceAsync(Name, one => one.Snapshot.HealthStatus == HealthStatus.Unhealthy, Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        Assert.Equal(KnownResourceStates.Running, hung.Snapshot.State?.Text);
        Assert.NotEmpty(Assert.Single(hung.Snapshot.HealthReports).Description!);

        await SignalAsync(app, way, "CONT");
        await app.HealthyAsync(Name);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the server write to the disk what it would only write now and then.</summary>
    protected virtual Task SaveAsync(string connectionString) => Task.CompletedTask;

    protected virtual void Dispose(bool disposing)
    {
        if (Engine.IsThere)
        {
            Engine.RunAsync("volume", "rm", "-f", _volume).GetAwaiter().GetResult();
        }

        _data.Delete(recursive: true);
    }

    private async Task<(ContainerApplication App, IResourceWithConnectionString Server)> StartAsync(LocalServiceMode way, string? volume, Action<IDistributedApplicationBuilder>? configure = null)
    {
        if (way == LocalServiceMode.Container)
        {
            await Engine.RequireAsync(Image);
        }

        var builder = ContainerApplication.CreateBuilder(
            ("Aspire:LocalServices", way.ToString()), ("Aspire:LocalServices:FreshVolumes", "false"), ("Aspire:LocalServices:DataPath", _data.FullName));
        configure?.Invoke(builder);
        var server = Add(builder, Name, volume);
        var app = await ContainerApplication.StartAsync(builder);
        await app.HealthyAsync(Name);
        return (app, server.Resource);
    }

    private static async Task StartAgainAsync(ContainerApplication app)
    {
        await app.Commands.ExecuteCommandAsync(Name, KnownResourceCommands.StartCommand, Cancel);
        await app.HealthyAsync(Name);
    }

    private static async Task KillAsync(ContainerApplication app, LocalServiceMode way)
    {
        if (way == LocalServiceMode.Container)
        {
            await Engine.AskAsync("kill", app.ContainerId(Name));
        }
        else
        {
            using var process = Process.GetProcessById(app.ProcessId(Name));
            process.Kill();
        }
    }

    // Of a container: all of its processes. The first is out of reach from inside, the others from outside.
    private static async Task SignalAsync(ContainerApplication app, LocalServiceMode way, string signal)
    {
        if (way == LocalServiceMode.Process)
        {
            using var kill = Process.Start("kill", [$"-{signal}", $"{app.ProcessId(Name)}"]);
            await kill.WaitForExitAsync(Cancel);
            return;
        }

        if (signal == "CONT")
        {
            await Engine.AskAsync("kill", "--signal", signal, app.ContainerId(Name));
        }

        await Engine.RunAsync("exec", app.ContainerId(Name), "sh", "-c", $"kill -{signal} -1");
        if (signal != "CONT")
        {
            await Engine.AskAsync("kill", "--signal", signal, app.ContainerId(Name));
        }
    }

    private static async Task<int?> EndedAsync(ContainerApplication app)
    {
        var ended = await app.EndAsync(Name);
        Assert.Null(ended.HealthStatus);
        return ended.ExitCode;
    }

    private static async Task<string> AddressAsync(IResourceWithConnectionString server) => (await server.GetConnectionStringAsync(Cancel))!;

    private static string WithoutPort(string address) => System.Text.RegularExpressions.Regex.Replace(address, @"\b[0-9]{4,5}\b", "*");
}
