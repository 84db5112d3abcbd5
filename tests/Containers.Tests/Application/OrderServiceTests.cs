using Aspire.Hosting.ApplicationModel;
using Containers.Tests.Running;

namespace Containers.Tests.Application;

/// <summary>The application of this repository, unchanged, on a container engine.</summary>
public sealed class OrderServiceTests
{
    private static readonly TimeSpan Seen = TimeSpan.FromSeconds(2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orders_are_confirmed_by_servers_in_containers_and_after_each_of_them_was_killed_and_started_again()
    {
        await Engine.RequireAsync(Engine.Redis, Engine.Postgres, Engine.Kafka);
        await using var service = await OrderService.StartAsync();
        foreach (var server in (string[])["cache", "postgres", "messaging"])
        {
            Assert.Equal("true", await Engine.AskAsync("inspect", "--format", "{{.State.Running}}", service.Application.ContainerId(server)));
        }

        var first = await service.PlaceAsync();
        await service.ConfirmedAsync(first.Id);

        foreach (var server in (string[])["postgres", "messaging"])
        {
            await KillAsync(service.Application, server);
            await RestartAsync(service.Application, server);
        }

        // What was acknowledged is there, and the service goes on without a restart of its own.
        await service.ConfirmedAsync(first.Id);
        await service.ConfirmedAsync((await service.PlaceAsync()).Id);
    }

    [Fact]
    public async Task Products_are_answered_while_the_cache_is_killed_and_from_the_cache_after_its_restart()
    {
        await Engine.RequireAsync(Engine.Redis, Engine.Postgres, Engine.Kafka);
        await using var service = await OrderService.StartAsync();
        await HitAsync(service);

        await KillAsync(service.Application, "cache");
        Assert.DoesNotContain("hit", await service.CacheStatusAsync() ?? "", StringComparison.Ordinal);

        await RestartAsync(service.Application, "cache");
        await HitAsync(service);
    }

    private static Task<string> HitAsync(OrderService service) =>
        OrderService.UntilAsync(async () => await service.CacheStatusAsync() is "redis; hit" ? "hit" : null);

    private static async Task KillAsync(ContainerApplication application, string server)
    {
        await Engine.AskAsync("kill", application.ContainerId(server));
        var ended = await application.StateAsync(server, KnownResourceStates.Exited, Seen);
        Assert.Equal(137, ended.ExitCode);
    }

    private static async Task RestartAsync(ContainerApplication application, string server)
    {
        await application.Commands.ExecuteCommandAsync(server, KnownResourceCommands.StartCommand, Cancel);
        await application.HealthyAsync(server);
    }
}
