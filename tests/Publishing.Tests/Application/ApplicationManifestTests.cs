using Publishing.Tests.Tools;

namespace Publishing.Tests.Application;

/// <summary>The application of this repository.</summary>
public sealed class ApplicationManifestTests
{
    private const string RenewCommand = "dotnet run --project AppHost -- --publisher manifest --output-path aspire-manifest.json";

    private static readonly string _appHost = Repository.Path("AppHost", "bin", Repository.Configuration, "net10.0", "AppHost.dll");

    [Fact]
    public async Task The_manifest_at_the_top_level_is_what_the_AppHost_publishes()
    {
        var cancel = TestContext.Current.CancellationToken;
        var current = Repository.Path("aspire-manifest.json");
        // Beside the current one: paths in a manifest are relative to it.
        var fresh = Repository.Path($"aspire-manifest.{Environment.ProcessId}.json");
        try
        {
            var result = await Command.DotNetAsync(Repository.Root, cancel, _appHost, "--publisher", "manifest", "--output-path", fresh);
            Assert.True(result.ExitCode == 0, result.Output + result.Error);
            var same = File.Exists(current) && await File.ReadAllTextAsync(current, cancel) == await File.ReadAllTextAsync(fresh, cancel);
            Assert.True(same, $"aspire-manifest.json is not what AppHost publishes. Renew it: {RenewCommand}");
        }
        finally
        {
            File.Delete(fresh);
        }
    }
}
