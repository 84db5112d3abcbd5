using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Greenhouse;

internal static class GreenhouseExtensions
{
    /// <summary>Adds a greenhouse, which is heated when the application starts.</summary>
    public static IResourceBuilder<GreenhouseResource> AddGreenhouse(this IDistributedApplicationBuilder builder, string name)
    {
        var temperature = 8;
        builder.Services.AddHealthChecks().AddCheck("warm", () => temperature >= 18 ? HealthCheckResult.Healthy($"{temperature} °C") : HealthCheckResult.Unhealthy($"{temperature} °C"));

        return builder.AddResource(new GreenhouseResource(name))
            .WithIconName("PlantGrass", IconVariant.Regular)
            .WithHealthCheck("warm")
            .WithUrl("https://greenhouse.example.org/", "Camera")
            .ExcludeFromManifest()
            .WithInitialState(new CustomResourceSnapshot
            {
                ResourceType = "Greenhouse",
                State = new ResourceStateSnapshot("Cold", KnownResourceStateStyles.Info),
                Properties = [new(CustomResourceKnownProperties.Source, "glass and steel")],
                CreationTimeStamp = DateTime.UtcNow,
            })
            .OnInitializeResource(async (greenhouse, start, cancellationToken) =>
            {
                await start.Eventing.PublishAsync(new BeforeResourceStartedEvent(greenhouse, start.Services), cancellationToken);
                start.Logger.LogInformation("Heating to {Temperature} °C", 20);
                await start.Notifications.PublishUpdateAsync(greenhouse, now => now with { State = KnownResourceStates.Starting });

                temperature = 20;
                await start.Notifications.PublishUpdateAsync(greenhouse, now => now with
                {
                    State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
                    StartTimeStamp = DateTime.UtcNow,
                    Properties = [.. now.Properties, new("temperature", temperature)],
                    Urls = [.. now.Urls.Select(url => url with { IsInactive = false })],
                });
            })
            .WithCommand(
                "open-window",
                "Open window",
                async context =>
                {
                    temperature = 12;
                    var notifications = context.ServiceProvider.GetRequiredService<ResourceNotificationService>();
                    await notifications.PublishUpdateAsync(greenhouse(context, builder), now => now with { State = new("Airing", KnownResourceStateStyles.Warn) });
                    return CommandResults.Success();
                },
                new CommandOptions
                {
                    UpdateState = context => context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
                    ConfirmationMessage = "It is cold outside. Open it?",
                });

        static IResource greenhouse(ExecuteCommandContext context, IDistributedApplicationBuilder builder) =>
            builder.Resources.Single(resource => resource.Name == context.ResourceName);
    }

    /// <summary>Adds a bed, which is watered when the greenhouse is ready.</summary>
    /// <param name="greenhouse">Where it is.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="litres">How much water it gets.</param>
    public static IResourceBuilder<BedResource> AddBed(this IResourceBuilder<GreenhouseResource> greenhouse, string name, int litres)
    {
        var builder = greenhouse.ApplicationBuilder;
        var bed = new BedResource(name, litres, greenhouse.Resource);
        greenhouse.OnResourceReady(async (_, ready, cancellationToken) =>
        {
            var services = ready.Services;
            var notifications = services.GetRequiredService<ResourceNotificationService>();
            var logger = services.GetRequiredService<ResourceLoggerService>().GetLogger(bed);
            for (var litre = 1; litre <= bed.Litres; litre++)
            {
                logger.LogInformation("Litre {Litre} of {Litres}", litre, bed.Litres);
            }

            await notifications.PublishUpdateAsync(bed, now => now with { State = KnownResourceStates.Running });
        });

        return builder.AddResource(bed)
            .WithInitialState(new() { ResourceType = "Bed", State = "Dry", Properties = [new("litres", litres)] });
    }
}
