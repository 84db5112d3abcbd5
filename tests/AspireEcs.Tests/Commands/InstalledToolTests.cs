using System.Diagnostics;
using AspireEcs.Tests.Tools;

namespace AspireEcs.Tests.Commands;

/// <summary>The package is a .NET tool: it installs from a folder, and runs where no source is.</summary>
public sealed class InstalledToolTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("aspire-ecs-tool-").FullName;

    [Fact]
    public async Task It_is_packed_installed_and_run()
    {
        var (packages, tools) = (Path.Combine(_folder, "packages"), Path.Combine(_folder, "tools"));
        var version = $"1.0.0-test.{Guid.NewGuid():N}"; // NuGet keeps what it once had under a version.
        await RunAsync("dotnet", "pack", Written.Repository("src", "AspireEcs"), "--no-build", "--configuration", Configuration, "--output", packages, $"-p:PackageVersion={version}", "-v:quiet", "-nologo", "-nodeReuse:false");
        await RunAsync("dotnet", "tool", "install", "aspire-ecs", "--version", version, "--source", packages, "--tool-path", tools);
        var manifest = Path.Combine(_folder, "aspire-manifest.json");
        File.Copy(Written.Repository("aspire-manifest.json"), manifest);
        File.Copy(Written.Repository("aspire-ecs.json"), Path.Combine(_folder, "aspire-ecs.json"));

        var checkedBy = await RunAsync(Path.Combine(tools, "aspire-ecs"), "check", manifest);

        Assert.Contains("resources checked: no error", checkedBy, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>How these tests were built, and the tool with them.</summary>
    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, $"{program} {arguments[0]}: {await output}{await error}");
            return await output;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
