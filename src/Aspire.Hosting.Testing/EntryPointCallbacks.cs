using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>What a test does while the entry point of an AppHost builds its application.</summary>
internal sealed class EntryPointCallbacks
{
    public Action<DistributedApplicationOptions, HostApplicationBuilderSettings> Creating { get; init; } = (_, _) => { };

    public Action<DistributedApplicationBuilder> Created { get; init; } = _ => { };

    public Action<DistributedApplicationBuilder> Building { get; init; } = _ => { };

    public Action<DistributedApplication> Built { get; init; } = _ => { };
}
