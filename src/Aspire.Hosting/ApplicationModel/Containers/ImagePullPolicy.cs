namespace Aspire.Hosting.ApplicationModel;

/// <summary>When an image is fetched from its registry.</summary>
public enum ImagePullPolicy
{
    /// <summary>As the container engine does by itself.</summary>
    Default = 0,

    /// <summary>At each start, even if it is on this machine.</summary>
    Always = 1,

    /// <summary>If it is not on this machine.</summary>
    Missing = 2,

    /// <summary>Never: it has to be on this machine.</summary>
    Never = 3,
}

/// <summary>Says when the image of the resource is fetched.</summary>
public sealed class ContainerImagePullPolicyAnnotation : IResourceAnnotation
{
    /// <summary>When it is fetched.</summary>
    public required ImagePullPolicy ImagePullPolicy { get; set; }
}
