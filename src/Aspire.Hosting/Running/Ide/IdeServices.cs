using Aspire.Hosting.Running.Workloads;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Running.Ide;

/// <summary>Registers what runs projects in an IDE.</summary>
internal static class IdeServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IdeLimits>();
        services.AddSingleton<IdeConnector>();
        services.AddSingleton<IWorkloadFactory, IdeProjectFactory>();
    }
}
