namespace Aspire.Hosting.ApplicationModel;

/// <summary>A statement about a resource, which whoever it concerns reads.</summary>
public interface IResourceAnnotation;
