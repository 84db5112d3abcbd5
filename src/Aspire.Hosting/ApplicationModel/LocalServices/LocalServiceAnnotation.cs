namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that the resource can run as a process of this machine in place of its container.</summary>
/// <param name="service">Plans the process.</param>
public sealed class LocalServiceAnnotation(ILocalService service) : IResourceAnnotation
{
    /// <summary>Plans the process.</summary>
    public ILocalService Service { get; } = service ?? throw new ArgumentNullException(nameof(service));
}
