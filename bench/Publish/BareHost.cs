using Microsoft.Extensions.Hosting;

namespace Bench.Publish;

/// <summary>The least that an application built on a generic host costs.</summary>
internal static class BareHost
{
    public static async Task RunAsync()
    {
        using var host = Host.CreateApplicationBuilder().Build();
        await host.StartAsync();
        await host.StopAsync();
    }
}
