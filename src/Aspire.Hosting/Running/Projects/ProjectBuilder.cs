using System.Globalization;
using Aspire.Hosting.Running.Processes;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running.Projects;

/// <summary>Builds projects, one at a time: two that refer to the same project do not build over each other.</summary>
internal sealed class ProjectBuilder(ProcessLauncher launcher, ProjectOutputs outputs, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    // No build server stays behind, and nothing of a build that this process may have been started by reaches this one.
    private static readonly Dictionary<string, string?> _environment = new()
    {
        ["UseSharedCompilation"] = "false",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["MSBUILD_EXE_PATH"] = null,
        ["MSBuildSDKsPath"] = null,
        ["MSBuildExtensionsPath"] = null,
        ["MSBuildLoadMicrosoftTargetsReadOnly"] = null,
    };

    /// <summary>Builds a project.</summary>
    /// <param name="projectPath">The project file.</param>
    /// <param name="restore">Whether packages are restored before.</param>
    /// <param name="onLine">Takes what there is to read about it.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <exception cref="DistributedApplicationException">It does not build; the message holds the errors of the compiler.</exception>
    public async Task BuildAsync(string projectPath, bool restore, Action<string, bool> onLine, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var started = time.GetTimestamp();
            onLine($"Building {Path.GetFileName(projectPath)}.", false);
            var result = await RunAsync(
                projectPath,
                ["build", projectPath, "-c", outputs.Configuration, "-v:q", "-tl:off", "-m:1", "-clp:NoSummary;ForceNoAlign;DisableConsoleColor", .. restore ? Array.Empty<string>() : ["--no-restore"]],
                cancellationToken).ConfigureAwait(false);
            foreach (var (text, isError) in BuildOutput.Of(result.Lines.Select(line => line.Text), projectPath).Lines)
            {
                onLine(text, isError);
            }

            if (!result.Succeeded)
            {
                throw new DistributedApplicationException(BuildErrors.Sentence(result.Lines.Select(line => line.Text), Path.GetDirectoryName(projectPath)!, result.Exit));
            }

            onLine(string.Create(CultureInfo.InvariantCulture, $"Built in {time.GetElapsedTime(started).TotalSeconds:0.0} s."), false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Asks MSBuild where a project is built to.</summary>
    /// <exception cref="DistributedApplicationException">It does not say.</exception>
    public async Task<string> TargetPathAsync(string projectPath, CancellationToken cancellationToken)
    {
        var result = await RunAsync(projectPath, ["msbuild", projectPath, "-getProperty:TargetPath", $"-p:Configuration={outputs.Configuration}"], cancellationToken).ConfigureAwait(false);
        var path = result.Lines.Select(line => line.Text.Trim()).LastOrDefault(line => line.Length > 0);
        return result.Succeeded && File.Exists(path)
            ? path
            : throw new DistributedApplicationException($"its project '{projectPath}' has no program to start: a project that runs has OutputType Exe and one TargetFramework.");
    }

    public void Dispose() => _one.Dispose();

    private Task<ProcessResult> RunAsync(string projectPath, IReadOnlyList<string> arguments, CancellationToken cancellationToken) => launcher.RunAsync(
        new ProcessSpec { FileName = DotnetHost.Path, Arguments = arguments, Environment = _environment, WorkingDirectory = Path.GetDirectoryName(projectPath) }, cancellationToken);
}
