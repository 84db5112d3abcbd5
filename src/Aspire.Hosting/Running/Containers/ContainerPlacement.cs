using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Containers.Engines;

namespace Aspire.Hosting.Running.Containers;

/// <summary>How a resource that is declared as a container runs.</summary>
internal abstract record ContainerPlacement
{
    private ContainerPlacement() { }

    /// <summary>As a container.</summary>
    public sealed record InContainer(ContainerEngine Engine) : ContainerPlacement;

    /// <summary>As a process of this machine.</summary>
    /// <param name="Service">Plans the process.</param>
    /// <param name="Reason">Why it does not run as a container; none if that was asked for.</param>
    public sealed record AsLocalService(ILocalService Service, string? Reason) : ContainerPlacement;

    /// <summary>Not at all.</summary>
    /// <param name="Reason">Why, and what to do.</param>
    /// <param name="EngineMayAnswer">Whether it is for want of an engine that may answer at any time.</param>
    public sealed record Impossible(string Reason, bool EngineMayAnswer = false) : ContainerPlacement;
}
