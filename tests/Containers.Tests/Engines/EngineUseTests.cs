using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Containers.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Containers.Tests.Engines;

/// <summary>How the engine is looked for, shown and listened to.</summary>
public sealed class EngineUseTests
{
    [Fact]
    public async Task What_needs_no_container_runs_while_the_engine_has_not_answered()
    {
        using var program = new EngineProgram().Write("exec sleep 60", "docker").Write("exec sleep 60", "podman");
        var builder = program.In(ContainerApplication.CreateBuilder());
        builder.AddExecutable("process", "sleep", ".", "100");
        builder.AddContainer("container", "busybox", "1.36").WithArgs("true");
        await using var app = await ContainerApplication.StartAsync(builder);

        await app.StateAsync("process", KnownResourceStates.Running);
        Assert.True(app.Notifications.TryGetCurrentState("container", out var meanwhile));
        var waiting = await app.StateAsync("container", KnownResourceStates.RuntimeUnhealthy);

        Assert.Equal(KnownResourceStates.Starting, meanwhile.Snapshot.State?.Text);
        Assert.Contains(waiting.Properties, one => one.Value is string text && text.EndsWith("is installed, but did not answer within 5 seconds. Restart it.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_engine_and_its_version_are_in_the_log_of_the_AppHost_and_with_each_resource()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var version = Engine.Program == "docker"
            ? await Engine.AskAsync("version", "--format", "{{.Server.Version}}")
            : await Engine.AskAsync("info", "--format", "{{.Version.Version}}");
        using var log = new LogLines();
        var builder = ContainerApplication.CreateBuilder();
        builder.Services.AddLogging(logging => logging.AddProvider(log));
        builder.AddSleeper("sleeper");
        builder.AddSleeper("another");
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.StateAsync("sleeper", KnownResourceStates.Running);

        Assert.Equal($"{Engine.Program} {version}", app.Property("sleeper", "container.engine"));
        Assert.Single(log.All, $"Containers run with {Engine.Program} {version}");
    }

    [Fact]
    public async Task An_engine_that_is_installed_and_cannot_be_used_is_told_once_in_the_log_of_the_AppHost()
    {
        using var program = new EngineProgram().Write("echo 'Cannot connect to the Docker daemon' >&2; exit 1");
        using var log = new LogLines();
        var builder = program.In(ContainerApplication.CreateBuilder());
        builder.Services.AddLogging(logging => logging.AddProvider(log));
        builder.AddRedis("cache");
        builder.AddContainer("container", "busybox", "1.36");
        builder.AddContainer("another", "busybox", "1.36");
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.StateAsync("container", KnownResourceStates.RuntimeUnhealthy);
        await app.StateAsync("another", KnownResourceStates.RuntimeUnhealthy);
        await app.HealthyAsync("cache");

        Assert.Single(log.All, $"Containers cannot run: {Engine.Program} is installed, but is not running (Cannot connect to the Docker daemon). Start it.");
    }

    [Fact]
    public async Task A_container_that_runs_is_listened_to_and_nobody_asks_for_it_again_and_again()
    {
        await Engine.RequireAsync(Engine.Busybox);
        using var program = new EngineProgram().Noting();
        var builder = program.In(ContainerApplication.CreateBuilder());
        builder.AddWeb("web", "hello");
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.HealthyAsync("web");
        await app.LineAsync("web", "Runs as a container of ");
        var started = program.Commands.Count;

        for (var i = 0; i < 3; i++)
        {
            await Engine.AskAsync("pause", app.ContainerId("web"));
            await app.StateAsync("web", "Paused");
            await Engine.AskAsync("unpause", app.ContainerId("web"));
            await app.StateAsync("web", KnownResourceStates.Running);
        }

        Assert.DoesNotContain(program.Commands.Skip(started), command => command.Contains(app.ContainerId("web"), StringComparison.Ordinal) && !command.StartsWith("logs ", StringComparison.Ordinal));
    }

    /// <summary>What the AppHost logs of containers.</summary>
    private sealed class LogLines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IEnumerable<string> All => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
