namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that a child does not run as soon as its parent does: code of its package makes it and shows when it is there.</summary>
internal sealed class OwnStartAnnotation : IResourceAnnotation;
