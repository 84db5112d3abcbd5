using Aspire.Hosting.Running.Controllers;
using Aspire.Hosting.Running.Health;

namespace Aspire.Hosting.Running;

/// <summary>Those that follow the resources as long as the application runs.</summary>
internal sealed class Watchers(HealthMonitor health, ChildStates children, ControllerTable controllers)
{
    public Task RunAsync(CancellationToken stopping) => Task.WhenAll(
        health.RunAsync(stopping),
        children.RunAsync(child => controllers.Of(child).Count > 0, stopping));
}
