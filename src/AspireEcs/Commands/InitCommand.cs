using System.CommandLine;
using AspireEcs.Manifests;
using AspireEcs.Settings;

namespace AspireEcs.Commands;

/// <summary><c>aspire-ecs init</c>: proposes the settings of a manifest.</summary>
internal static class InitCommand
{
    internal static Command Create()
    {
        var manifest = new ManifestInput().Manifest;
        var command = new Command("init", "Proposes aspire-ecs.json for a manifest, beside it.") { manifest };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(manifest)));
        return command;
    }

    private static int Run(string path)
    {
        var manifest = ManifestReader.Read(path);
        var file = Path.Combine(manifest.Folder, Synthesis.SettingsFile);
        if (File.Exists(file))
            throw new RefusedException("init-exists", file, "It is there already.", "Edit it, or move it away first.");
        WholeFile.Write(Path.Combine(manifest.Folder, SettingsProposal.SchemaFile), SettingsProposal.Schema());
        WholeFile.Write(file, SettingsProposal.For(manifest));
        Console.Out.WriteLine($"Wrote {file}. Read what stands behind each connection string: the kinds are guessed from the names.");
        return ExitCodes.Done;
    }
}
