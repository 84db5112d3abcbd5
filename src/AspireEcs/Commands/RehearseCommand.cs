using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using AspireEcs.Aws;
using AspireEcs.Deployment;
using AspireEcs.Rehearsal;
using AspireEcs.Templates;
using Spectre.Console;

namespace AspireEcs.Commands;

/// <summary><c>aspire-ecs rehearse</c>: holds the deployment on this machine.</summary>
internal static class RehearseCommand
{
    private const string DefaultRegion = "eu-west-1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    internal static Command Create()
    {
        var input = new ManifestInput();
        var template = new Option<string?>("--template") { Description = "A template that somebody changed, in place of the one that the manifest makes." };
        var published = new Option<string[]>("--published") { Description = "NAME=FOLDER of a service that was published already; the others are published first." };
        var networkOnly = new Option<bool>("--network-only") { Description = "Ends when it is known who reaches whom: nothing is built, no server is started." };
        var patience = new Option<int>("--patience") { Description = "Seconds that a service may take to migrate, and to become healthy.", DefaultValueFactory = _ => 60 };
        var json = new Option<bool>("--json") { Description = "Writes JSON." };
        var command = new Command("rehearse", "Runs the deployment here: the stack in moto, servers with its passwords and TLS, networks that keep its security groups, the services with what their tasks are given.") { template, published, networkOnly, patience, json };
        input.AddTo(command);
        command.SetAction((parsed, cancel) => RunAsync(input, parsed, parsed.GetValue(template), Options(parsed), parsed.GetValue(json), cancel));
        return command;

        Func<string, string, RehearsalOptions> Options(ParseResult parsed) => (manifest, region) =>
            new(Path.GetDirectoryName(Path.GetFullPath(manifest))!, Folders(parsed.GetValue(published) ?? []), parsed.GetValue(networkOnly), TimeSpan.FromSeconds(parsed.GetValue(patience)), region);
    }

    private static async Task<int> RunAsync(ManifestInput input, ParseResult parsed, string? template, Func<string, string, RehearsalOptions> options, bool json, CancellationToken cancel)
    {
        var stack = input.Synthesize(parsed);
        var document = template is null ? TemplateDocument.Parse(stack.Json, "the template") : TemplateDocument.Parse(await File.ReadAllTextAsync(template, cancel), template);
        var report = new RehearsalReport(step =>
        {
            if (!json)
                Tell(step);
        });
        try
        {
            await new Rehearsal.Rehearsal(stack.Graph, document, options(parsed.GetRequiredValue(input.Manifest), stack.Graph.Settings.Region ?? DefaultRegion), report).RunAsync(cancel);
        }
        catch (RehearsalImpossible impossible)
        {
            await Console.Error.WriteLineAsync(report.Masked(impossible.Message));
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("The rehearsal was interrupted; nothing of it is left.");
            return ExitCodes.Failed;
        }
        catch (Exception refused) when (refused is DeploymentFailure or AwsException)
        {
            report.Failure("stack", refused.Message);
        }
        if (json)
            Console.Out.WriteLine(JsonSerializer.Serialize(new { passed = !report.Failed, steps = report.Steps }, Json));
        return report.Failed ? ExitCodes.Refused : ExitCodes.Done;
    }

    private static void Tell(RehearsalStep step)
    {
        var (word, colour) = step.Outcome switch
        {
            RehearsalOutcome.Passed => ("passed", "green"),
            RehearsalOutcome.Failed => ("failed", "red"),
            _ => ("left out", "yellow"),
        };
        if (Console.IsOutputRedirected)
            AnsiConsole.Console.Profile.Width = 10_000;   // a log is as wide as it needs to be
        AnsiConsole.MarkupLineInterpolated($"[{colour}]{word,-8}[/] {step.Seconds,5:0.0} s  {step.Name}: {step.Detail}");
    }

    private static Dictionary<string, string> Folders(string[] pairs) => pairs.ToDictionary(
        pair => pair.Split('=', 2) is [{ Length: > 0 } name, { Length: > 0 }] ? name : throw new FormatException($"'{pair}' names no service and folder. Write NAME=FOLDER."),
        pair => Path.GetFullPath(pair.Split('=', 2)[1]), StringComparer.OrdinalIgnoreCase);
}
