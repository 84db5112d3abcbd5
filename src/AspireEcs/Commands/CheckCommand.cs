using System.CommandLine;
using AspireEcs.Checks;

namespace AspireEcs.Commands;

/// <summary><c>aspire-ecs check</c>: says what is wrong with the template of a manifest before AWS or an auditor does.</summary>
internal static class CheckCommand
{
    internal static Command Create()
    {
        var input = new ManifestInput();
        var template = new Option<string?>("--template") { Description = "A template to check against the manifest; without, the one that synth makes." };
        var json = new Option<bool>("--json") { Description = "Writes the findings as JSON." };
        var command = new Command("check", "Checks the template of a manifest: CloudFormation's schema, security, and that everything fits together.") { template, json };
        input.AddTo(command);
        command.SetAction(parsed => Run(Stack(input.Synthesize(parsed), parsed.GetValue(template)), parsed.GetValue(json)));
        return command;
    }

    private static CheckedStack Stack(Resources.SynthesizedStack stack, string? template)
    {
        if (template is null)
            return CheckedStack.Of(stack.Graph, stack.Json, "the template");
        try
        {
            return CheckedStack.Of(stack.Graph, File.ReadAllText(template), template);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new UnreadableException("template", template, $"It cannot be read: {unreadable.Message}", "Name a template in JSON, such as synth writes it.");
        }
    }

    private static int Run(CheckedStack stack, bool json)
    {
        var findings = TemplateCheck.Of(stack);
        Console.Out.Write(json ? FindingsJson.Write(findings) : FindingsText.Write(findings, stack.Template.Resources.Count));
        return findings.Any(finding => finding.Severity == Severity.Error) ? ExitCodes.Refused : ExitCodes.Done;
    }
}
