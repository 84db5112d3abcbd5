using System.CommandLine;

namespace AspireEcs.Commands;

/// <summary><c>aspire-ecs synth</c>: writes the CloudFormation template of a manifest.</summary>
internal static class SynthCommand
{
    internal static Command Create()
    {
        var input = new ManifestInput();
        var output = new Option<string?>("--output", "-o") { Description = "The file to write; without, the template goes to the standard output." };
        var command = new Command("synth", "Writes the CloudFormation template of a manifest.") { output };
        input.AddTo(command);
        command.SetAction(parsed => Run(input.Synthesize(parsed), parsed.GetValue(output)));
        return command;
    }

    private static int Run(Resources.SynthesizedStack stack, string? output)
    {
        foreach (var remark in stack.Remarks)
            Console.Error.WriteLine($"note: {remark}");
        if (output is null)
            Console.Out.Write(stack.Json);
        else
            WholeFile.Write(output, stack.Json);
        return ExitCodes.Done;
    }
}
