namespace Aspire.Dashboard.Resources;

/// <summary>A volume or a folder of this machine that a resource is given.</summary>
/// <param name="Source">The volume, or the path on this machine. <see langword="null"/> for a volume without a name.</param>
/// <param name="Target">Where the resource finds it.</param>
/// <param name="MountType"><c>volume</c> or <c>bind</c>.</param>
/// <param name="IsReadOnly">Whether the resource may not write to it.</param>
public sealed record ResourceVolume(string? Source, string Target, string MountType, bool IsReadOnly);
