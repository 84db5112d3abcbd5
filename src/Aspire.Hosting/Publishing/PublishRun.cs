using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Publishing;

/// <summary>What an AppHost does in publish mode, in place of starting anything.</summary>
internal sealed class PublishRun(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext executionContext,
    IDistributedApplicationEventing eventing,
    IConfiguration configuration,
    IServiceProvider services,
    BeforeStart beforeStart)
{
    private const string ManifestStep = "publish-manifest";
    private const string Manifest = "manifest";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var publisher = Publisher();
        await beforeStart.RunAsync(cancellationToken).ConfigureAwait(false);
        await eventing.PublishAsync(new BeforePublishEvent(services, model), cancellationToken).ConfigureAwait(false);
        await publisher.PublishAsync(model, cancellationToken).ConfigureAwait(false);
        await eventing.PublishAsync(new AfterPublishEvent(services, model), cancellationToken).ConfigureAwait(false);
    }

    private IDistributedApplicationPublisher Publisher()
    {
        var step = configuration["Pipeline:Step"];
        if (step is not (null or ManifestStep))
        {
            throw new DistributedApplicationException($"There is no step '{step}' to publish with. The step is {ManifestStep}: --operation publish --step {ManifestStep} --output-path FOLDER.");
        }

        var name = executionContext.PublisherName;
        return services.GetKeyedService<IDistributedApplicationPublisher>(name)
            ?? throw new DistributedApplicationException($"There is no publisher '{name}'. Use --publisher {Manifest}, or register an {nameof(IDistributedApplicationPublisher)} under that key.");
    }

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PublishRun>();
        services.AddKeyedSingleton<IDistributedApplicationPublisher, ManifestPublisher>(Manifest);
    }
}
