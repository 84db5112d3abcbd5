namespace Aspire.Hosting.ApplicationModel;

/// <summary>A C# program: a single source file, or a project.</summary>
/// <param name="name">The name of the resource.</param>
public class CSharpAppResource(string name) : ProjectResource(name);
