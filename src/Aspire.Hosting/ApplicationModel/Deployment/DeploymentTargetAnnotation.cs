namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Says what the resource becomes where it is deployed. What the target writes to the manifest is the
/// <c>deployment</c> of the resource's entry, which then is a <c>project.v1</c> or <c>container.v1</c>.
/// </summary>
/// <param name="target">What it becomes.</param>
public sealed class DeploymentTargetAnnotation(IResource target) : IResourceAnnotation
{
    /// <summary>What the resource becomes.</summary>
    public IResource DeploymentTarget { get; set; } = target ?? throw new ArgumentNullException(nameof(target));
}
