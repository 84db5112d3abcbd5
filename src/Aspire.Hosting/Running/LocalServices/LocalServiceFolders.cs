using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Running.LocalServices;

/// <summary>Where local services keep what outlives a run.</summary>
/// <remarks>
/// By default the folders of the user; as root, folders of the system, because servers that refuse to run as root
/// must be able to read them.
/// </remarks>
internal sealed class LocalServiceFolders
{
    internal const string DataSetting = "Aspire:LocalServices:DataPath";
    internal const string CacheSetting = "Aspire:LocalServices:CachePath";

    internal LocalServiceFolders(IConfiguration configuration)
    {
        Data = Path.GetFullPath(configuration[DataSetting] is { Length: > 0 } data ? data : DefaultData());
        Cache = Path.GetFullPath(configuration[CacheSetting] is { Length: > 0 } cache ? cache : DefaultCache());
    }

    /// <summary>Holds the user's data. Nothing in it is ever removed by us. Absolute; it may not exist yet.</summary>
    public string Data { get; }

    /// <summary>Holds what can be made or fetched again. Absolute; it may not exist yet.</summary>
    public string Cache { get; }

    /// <summary>The folder that stands for a named volume. It may not exist yet.</summary>
    /// <exception cref="ArgumentException">The name is one that no container engine takes either.</exception>
    public string Volume(string name) => IsVolumeName(name)
        ? Path.Combine(Data, "volumes", name)
        : throw new ArgumentException(
            $"'{name}' is no name for a volume: it starts with a letter or digit, then letters, digits, '_', '.' and '-'.", nameof(name));

    private static bool IsVolumeName(string name) =>
        name.Length > 0
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    private static string DefaultData() =>
        IsRootOfUnix ? "/var/lib/aspire" : Path.Combine(LocalApplicationData, "aspire");

    private static string DefaultCache() =>
        IsRootOfUnix ? "/var/cache/aspire"
        : OperatingSystem.IsWindows() ? Path.Combine(LocalApplicationData, "aspire", "cache")
        : OperatingSystem.IsMacOS() ? Path.Combine(Home, "Library", "Caches", "aspire")
        : Path.Combine(Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : Path.Combine(Home, ".cache"), "aspire");

    private static bool IsRootOfUnix => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    private static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);

    private static string LocalApplicationData =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
}
