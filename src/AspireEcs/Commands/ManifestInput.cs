using System.CommandLine;

namespace AspireEcs.Commands;

/// <summary>What every command on a manifest is given.</summary>
internal sealed class ManifestInput
{
    internal Argument<string> Manifest { get; } = new("MANIFEST") { Description = "The path of an aspire-manifest.json." };

    internal Option<string?> Settings { get; } = new("--settings") { Description = "The settings; without, aspire-ecs.json beside the manifest." };

    internal Option<string?> Environment { get; } = new("--environment") { Description = "One of the settings' environments." };

    internal void AddTo(Command command)
    {
        command.Add(Manifest);
        command.Add(Settings);
        command.Add(Environment);
    }

    /// <exception cref="RefusedException">It cannot be deployed.</exception>
    internal Resources.SynthesizedStack Synthesize(ParseResult parsed) =>
        Synthesis.Of(parsed.GetRequiredValue(Manifest), parsed.GetValue(Settings), parsed.GetValue(Environment));
}
