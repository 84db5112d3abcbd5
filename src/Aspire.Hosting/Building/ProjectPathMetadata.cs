namespace Aspire.Hosting.Building;

/// <summary>A project that was added by its path.</summary>
internal sealed class ProjectPathMetadata(string projectPath) : IProjectMetadata
{
    public string ProjectPath { get; } = projectPath;

    public bool IsFileBasedApp => ProjectPath.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);

    public static ProjectPathMetadata Find(string path)
    {
        if (!Directory.Exists(path))
        {
            return new(path);
        }

        return Directory.GetFiles(path, "*.??proj") switch
        {
            [var only] => new(only),
            [] => throw new DistributedApplicationException($"There is no project file in '{path}'. Give the path of the project file to AddProject."),
            _ => throw new DistributedApplicationException($"There are several project files in '{path}'. Give the path of the one that is meant to AddProject."),
        };
    }
}
