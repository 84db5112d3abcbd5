using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KilledAppHost;

/// <summary>Exceptions that nobody handles, in the places where the author of an AppHost has code.</summary>
internal static class Mistakes
{
    public static void AddTo(IDistributedApplicationBuilder builder, string scenario)
    {
        switch (scenario)
        {
            case "hosted service":
                builder.Services.AddHostedService<FailingService>();
                break;
            case "start of a hosted service":
                builder.Services.AddHostedService<FailingStart>();
                break;
            case "event before the start":
                builder.Eventing.Subscribe<BeforeStartEvent>((_, _) => throw Mistake());
                break;
            case "event after the start":
                builder.Eventing.Subscribe<AfterResourcesCreatedEvent>((_, _) => throw Mistake());
                break;
            case "thread":
                WhenUp(builder, () => new Thread(() => throw Mistake()).Start());
                break;
            case "exit":
                WhenUp(builder, () => Environment.Exit(7));
                break;
            case "fail fast":
                WhenUp(builder, () => Environment.FailFast("a mistake"));
                break;
            case "deaf handler":
                builder.Eventing.Subscribe<BeforeResourceStartedEvent>(builder.AddExecutable("late", "sleep", ".", "300").Resource, (_, _) =>
                {
                    Console.WriteLine("does not listen");
                    return new TaskCompletionSource().Task;
                });
                break;
        }
    }

    public static async Task MakeInMainAsync(DistributedApplication app)
    {
        await app.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("worker");
        throw Mistake();
    }

    private static void WhenUp(IDistributedApplicationBuilder builder, Action action) => builder.Eventing.Subscribe<AfterResourcesCreatedEvent>(async (created, cancellationToken) =>
    {
        var notifications = created.Services.GetRequiredService<ResourceNotificationService>();
        await notifications.WaitForResourceHealthyAsync("worker", cancellationToken);
        action();
    });

    private static InvalidOperationException Mistake() => new("a mistake of the AppHost's author");

    private sealed class FailingService(ResourceNotificationService notifications) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await notifications.WaitForResourceHealthyAsync("worker", stoppingToken);
            throw Mistake();
        }
    }

    private sealed class FailingStart(ResourceNotificationService notifications) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await notifications.WaitForResourceHealthyAsync("worker", cancellationToken);
            throw Mistake();
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
