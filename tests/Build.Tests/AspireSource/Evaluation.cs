using System.Text.Json;
using Build.Tests.Tools;

namespace Build.Tests.AspireSource;

/// <summary>What a project of the application asks for, as MSBuild evaluates it.</summary>
internal sealed record Evaluation(
    IReadOnlyList<string> Projects,
    IReadOnlyDictionary<string, string> AspirePackages,
    string AppHostSdkVersion)
{
    private const string SdkVersion = "13.6.0";

    /// <summary>Evaluates a project, given by its folder, with AspireSource as This or Microsoft.</summary>
    public static async Task<Evaluation> OfAsync(string project, string aspireSource, CancellationToken cancel)
    {
        using var packages = new TemporaryFolder();
        PretendThatTheSdkWasRestored(packages);
        var json = await DotNet.RunAsync(
            ["msbuild", project, $"-p:AspireSource={aspireSource}", "-getItem:ProjectReference,PackageReference,PackageVersion", "-getProperty:ImportedAppHostSdk"],
            Repository.Root, cancel, new Dictionary<string, string> { ["NUGET_PACKAGES"] = packages.Path });

        using var document = JsonDocument.Parse(json);
        var items = document.RootElement.GetProperty("Items");
        var versions = items.GetProperty("PackageVersion").EnumerateArray()
            .ToDictionary(Identity, i => i.GetProperty("Version").GetString()!);
        return new(
            [.. items.GetProperty("ProjectReference").EnumerateArray().Select(i => Path.GetRelativePath(Repository.Root, i.GetProperty("FullPath").GetString()!)).Order()],
            items.GetProperty("PackageReference").EnumerateArray().Select(Identity)
                .Where(p => p.StartsWith("Aspire.", StringComparison.Ordinal))
                .ToDictionary(p => p, p => versions[p]),
            document.RootElement.GetProperty("Properties").GetProperty("ImportedAppHostSdk").GetString()!);
    }

    private static string Identity(JsonElement item) => item.GetProperty("Identity").GetString()!;

    /// <summary>Evaluation imports Microsoft's SDK, which cannot be had everywhere: this one only tells that it was imported.</summary>
    private static void PretendThatTheSdkWasRestored(TemporaryFolder packages)
    {
        const string sdk = $"aspire.apphost.sdk/{SdkVersion}";
        packages.Write($"{sdk}/.nupkg.metadata", """{ "version": 2, "contentHash": "none", "source": null }""");
        packages.Write($"{sdk}/aspire.apphost.sdk.nuspec", $"<package><metadata><id>Aspire.AppHost.Sdk</id><version>{SdkVersion}</version></metadata></package>");
        packages.Write($"{sdk}/Sdk/Sdk.props", "<Project />");
        packages.Write($"{sdk}/Sdk/Sdk.targets", $"<Project><PropertyGroup><ImportedAppHostSdk>{SdkVersion}</ImportedAppHostSdk></PropertyGroup></Project>");
    }
}
