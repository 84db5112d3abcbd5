using Aspire.Hosting.Running.Containers.Engines;

namespace Aspire.Hosting.Running.Containers.Life;

/// <summary>A container that the engine has started.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Id">Its whole id.</param>
/// <param name="Networks">The networks that it is on.</param>
/// <param name="IsPersistent">Whether it goes on when the run ends.</param>
internal sealed record StartedContainer(ContainerEngine Engine, string Id, IReadOnlyList<string> Networks, bool IsPersistent);
