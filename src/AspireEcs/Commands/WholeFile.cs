namespace AspireEcs.Commands;

/// <summary>Writes a file wholly or not at all.</summary>
internal static class WholeFile
{
    /// <exception cref="RefusedException">The folder is not there, or may not be written to.</exception>
    internal static void Write(string path, string text)
    {
        var partial = $"{path}.{Environment.ProcessId}.partial";
        try
        {
            File.WriteAllText(partial, text);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            File.Delete(partial);
            throw new RefusedException("output", path, $"It cannot be written: {failure.Message}", "Name a file in a folder that is there and may be written to.");
        }
    }
}
