using AspireEcs.Graph;
using AspireEcs.Rehearsal.Programs;
using CliWrap;
using CliWrap.Buffered;

namespace AspireEcs.Rehearsal.Services;

/// <summary>A service's program, as its image would hold it.</summary>
/// <param name="Folder">Its files.</param>
/// <param name="Program">The assembly that <c>dotnet</c> starts.</param>
internal sealed record ProjectBuild(string Folder, string Program)
{
    private const string Runtime = ".runtimeconfig.json";
    private const int LinesTold = 10;

    /// <summary>Publishes a project of the manifest into a folder.</summary>
    /// <exception cref="RehearsalImpossible">It does not build.</exception>
    internal static async Task<ProjectBuild> PublishAsync(ServiceNode service, string manifestFolder, string folder, CancellationToken cancel)
    {
        var project = Path.Combine(manifestFolder, service.Source.Project!);
        var done = await Cli.Wrap(DotNet.Path).WithArguments(["publish", project, "-c", "Release", "-o", folder, "-v", "quiet", "--nologo"])
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(cancel);
        return done.IsSuccess
            ? Find(service, folder)
            : throw new RehearsalImpossible($"{service.Name} does not build: {string.Join('\n', done.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(LinesTold))}");
    }

    /// <summary>Takes a folder into which the service was published already.</summary>
    /// <exception cref="RehearsalImpossible">There is no program in it, or more than one.</exception>
    internal static ProjectBuild Find(ServiceNode service, string folder)
    {
        var programs = Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + Runtime) : [];
        var wanted = Path.GetFileNameWithoutExtension(service.Source.Project!) + Runtime;
        var program = programs.FirstOrDefault(file => Path.GetFileName(file) == wanted) ?? (programs is [var only] ? only : null)
            ?? throw new RehearsalImpossible($"The program of {service.Name} is not in {folder}. Publish it there: dotnet publish {service.Source.Project} -o {folder}");
        return new ProjectBuild(folder, program[..^Runtime.Length] + ".dll");
    }
}
