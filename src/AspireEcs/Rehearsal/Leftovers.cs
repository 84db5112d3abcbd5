using AspireEcs.Rehearsal.Network;

namespace AspireEcs.Rehearsal;

/// <summary>What a rehearsal leaves when it is killed. Everything is named with its process id, so that the next one clears it away.</summary>
internal static class Leftovers
{
    internal const string Prefix = "aspire-rehearsal-";

    /// <summary>The beginning of every name of this rehearsal.</summary>
    internal static string Own { get; } = $"{Prefix}{Environment.ProcessId}-";

    internal static async Task ClearAsync(CancellationToken cancel)
    {
        foreach (var name in NamespaceNames.All().Where(IsLeft).ToArray())
        {
            cancel.ThrowIfCancellationRequested();
            await NamespaceNames.RemoveAsync(name);
        }
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*").Where(folder => IsLeft(Path.GetFileName(folder))).ToArray())
            Directory.Delete(folder, recursive: true);
    }

    private static bool IsLeft(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(name[Prefix.Length..].Split('-')[0], out var id) && id != Environment.ProcessId && !Directory.Exists($"/proc/{id}");
}
