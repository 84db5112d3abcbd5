using Aspire.Hosting.Running.LocalServices;
using Aspire.Hosting.Running.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace LocalServices.Tests.Running;

/// <summary>What a local service is given by a run, without its reaper.</summary>
internal static class Tools
{
    public static ProcessLauncher Processes { get; } = new(TimeProvider.System);

    public static IServiceProvider Services() => new ServiceCollection().AddSingleton(new Workbench(Processes)).BuildServiceProvider();
}
