namespace AppHosts.Tests;

/// <summary>What this machine has.</summary>
internal static class Programs
{
    public static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Join(folder, OperatingSystem.IsWindows() ? $"{program}.cmd" : program)));
}
