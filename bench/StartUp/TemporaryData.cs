namespace StartUp;

/// <summary>A data folder of its own, so that the first run finds nothing. Caches, such as PostgreSQL's template, stay where they are.</summary>
internal sealed class TemporaryData : IDisposable
{
    public string Path { get; } = System.IO.Path.Join(System.IO.Path.GetTempPath(), $"aspire-bench-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
