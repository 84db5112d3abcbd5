namespace Aspire.Hosting.ApplicationModel;

/// <summary>What becomes of earlier annotations of a type when another is added.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>They stay.</summary>
    Append = 0,

    /// <summary>They are removed.</summary>
    Replace = 1,
}
