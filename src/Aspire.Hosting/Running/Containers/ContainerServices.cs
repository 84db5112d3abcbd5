using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Containers.Images;
using Aspire.Hosting.Running.Containers.Life;
using Aspire.Hosting.Running.Containers.Networks;
using Aspire.Hosting.Running.Containers.Planning;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Running.Containers;

/// <summary>Registers what runs containers.</summary>
internal static class ContainerServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<RunIdentity>();
        services.AddSingleton<EngineProbe>();
        services.AddSingleton<ContainerEngines>();
        services.AddSingleton<ContainerImages>();
        services.AddSingleton<ImageBuilds>();
        services.AddSingleton<ImageSupply>();
        services.AddSingleton<ContainerPlacements>();
        services.AddSingleton<ContainerNetworks>();
        services.AddSingleton<HostBridge>();
        services.AddSingleton<ContainerAddresses>();
        services.AddSingleton<FreshVolumes>();
        services.AddSingleton<ContainerFiles>();
        services.AddSingleton<ContainerPlanner>();
        services.AddSingleton<ContainerRemains>();
        services.AddSingleton<ContainerEvents>();
        services.AddSingleton<ContainerSession>();
        services.AddSingleton<ContainerMaker>();
        services.AddSingleton<PersistentPorts>();
        services.AddSingleton<PersistentContainers>();
        services.AddSingleton<ContainerStarter>();
    }
}
