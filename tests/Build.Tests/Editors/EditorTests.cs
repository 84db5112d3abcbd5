using System.Text.Json;
using System.Xml.Linq;
using Build.Tests.Tools;

namespace Build.Tests.Editors;

/// <summary>F5 starts the AppHost in each editor, by the profile that <c>dotnet run</c> takes.</summary>
public sealed class EditorTests
{
    [Fact]
    public void Dotnet_run_takes_a_profile_without_https_since_a_new_machine_trusts_no_certificate()
    {
        var first = LaunchProfiles().EnumerateObject().First();

        Assert.Equal("http", first.Name);
        Assert.All(first.Value.GetProperty("applicationUrl").GetString()!.Split(';'), url => Assert.StartsWith("http://", url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Vs_code_starts_what_its_task_has_built()
    {
        var launch = Json(".vscode", "launch.json").GetProperty("configurations").EnumerateArray().Single(one => one.GetProperty("type").GetString() == "coreclr");
        var built = await DotNet.RunAsync(["msbuild", "AppHost", "-getProperty:TargetPath"], Repository.Root, TestContext.Current.CancellationToken);
        var tasks = Json(".vscode", "tasks.json").GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("label").GetString());

        Assert.Equal(built.Trim(), InRepository(launch, "program"));
        Assert.Contains(launch.GetProperty("preLaunchTask").GetString(), tasks);
        Assert.True(File.Exists(InRepository(launch, "launchSettingsFilePath")));
        Assert.True(LaunchProfiles().TryGetProperty(launch.GetProperty("launchSettingsProfile").GetString()!, out _));
    }

    [Fact]
    public void Vs_code_can_have_the_Dev_Kit_start_the_AppHost()
    {
        var launch = Json(".vscode", "launch.json").GetProperty("configurations").EnumerateArray().Single(one => one.GetProperty("type").GetString() == "dotnet");

        Assert.True(File.Exists(InRepository(launch, "projectPath")));
    }

    /// <summary>Visual Studio and the C# Dev Kit tell by this that they are to offer the AppHost to start its projects.</summary>
    [Fact]
    public async Task An_AppHost_says_to_editors_that_it_is_one()
    {
        var items = await DotNet.RunAsync(["msbuild", "AppHost", "-getItem:ProjectCapability", "-getProperty:IsAspireHost"], Repository.Root, TestContext.Current.CancellationToken);

        var evaluated = JsonSerializer.Deserialize<JsonElement>(items);
        Assert.Equal("true", evaluated.GetProperty("Properties").GetProperty("IsAspireHost").GetString());
        Assert.Contains("Aspire", evaluated.GetProperty("Items").GetProperty("ProjectCapability").EnumerateArray().Select(one => one.GetProperty("Identity").GetString()));
    }

    [Fact]
    public void Visual_studio_starts_the_AppHost()
    {
        var project = Json("App.slnLaunch")[0].GetProperty("Projects").EnumerateArray().Single();

        Assert.True(File.Exists(Repository.Path(project.GetProperty("Path").GetString()!.Split('\\'))));
        Assert.True(LaunchProfiles().TryGetProperty(project.GetProperty("DebugTarget").GetString()!, out _));
    }

    [Fact]
    public void Rider_starts_the_AppHost()
    {
        var options = XDocument.Load(Repository.Path(".run", "AppHost.run.xml")).Descendants("option")
            .ToLookup(option => (string)option.Attribute("name")!, option => (string?)option.Attribute("value"));

        Assert.True(File.Exists(options["LAUNCH_PROFILE_PROJECT_FILE_PATH"].Single()!.Replace("$PROJECT_DIR$", Repository.Root, StringComparison.Ordinal)));
        Assert.True(LaunchProfiles().TryGetProperty(options["LAUNCH_PROFILE_NAME"].Single()!, out _));
    }

    private static JsonElement LaunchProfiles() => Json("AppHost", "Properties", "launchSettings.json").GetProperty("profiles");

    private static JsonElement Json(params string[] path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.Path(path)));
        return document.RootElement.Clone();
    }

    private static string InRepository(JsonElement launch, string property) =>
        Path.GetFullPath(launch.GetProperty(property).GetString()!.Replace("${workspaceFolder}", Repository.Root, StringComparison.Ordinal));
}
