using System.CommandLine;
using System.Text.Json;
using AspireEcs.Aws;
using AspireEcs.Deployment;
using AspireEcs.Graph;
using AspireEcs.Images;
using AspireEcs.Plans;

namespace AspireEcs.Commands;

/// <summary><c>aspire-ecs deploy</c>: shows the plan, and carries it out.</summary>
internal static class DeployCommand
{
    internal static Command Create()
    {
        var options = new StackOptions();
        var yes = new Option<bool>("--yes") { Description = "Does not ask before it deploys. Without a terminal it is needed." };
        var bucket = new Option<string?>("--bucket") { Description = "A bucket for templates above 51,200 bytes. Without, one is made." };
        var tag = new Option<string?>("--image-tag") { Description = "The tag under which the images were pushed to ECR, as STACK/NAME:TAG. They are deployed by the digests it has now." };
        var build = new Option<bool>("--build") { Description = "Builds the images and pushes them to ECR: under --image-tag, else under a tag made of the time." };
        var command = new Command("deploy", "Deploys a manifest: secrets, plan, images, change set, progress, outputs. Repeated after an interruption it goes on.") { yes, bucket, tag, build };
        options.AddAllTo(command);
        command.SetAction((parsed, cancel) =>
            RunAsync(options, parsed, new Choices(parsed.GetValue(yes), parsed.GetValue(bucket), parsed.GetValue(tag), parsed.GetValue(build)), cancel));
        return command;
    }

    private static async Task<int> RunAsync(StackOptions options, ParseResult parsed, Choices choices, CancellationToken cancel)
    {
        var read = await options.ReadAsync(parsed, cancel);
        if (choices.Build && read.Graph is null)
            throw new FormatException($"{read.Path} is a template, which does not say how its images are built. Give the manifest to deploy --build.");
        using var aws = options.Connect(parsed, read);
        var deployer = StackOptions.Deployer(aws);
        var (name, json) = (options.Stack(parsed, read), options.Json(parsed));
        var stack = await deployer.SettleAsync(name, cancel);
        var given = await options.GivenAsync(parsed, read.Template, cancel);
        IReadOnlyList<(string Parameter, string Resource)> toBuild = choices.Build ? [.. SuppliedValues.Images(read.Template).Where(image => !given.ContainsKey(image.Parameter))] : [];
        foreach (var (parameter, _) in toBuild)
            given[parameter] = ImageBuilder.NotYet;
        var values = await ValuesAsync(given, read, name, choices, stack, aws, cancel);
        var how = new DeployOptions(options.Allowed(parsed), options.CostLimit(parsed, read), choices.Bucket);
        var present = await deployer.PresentAsync(stack, name, cancel);
        var plan = DeploymentPlan.Make(present, StackOptions.Wanted(read.Template, values, stack), new PlanOptions(aws.Region, how.Allowed, how.CostLimit));
        if (!json)
            StackOptions.Write(plan, json: false);
        if (StackOptions.Verdict(plan) is var verdict and not ExitCodes.Done)
        {
            foreach (var why in plan.Refusals.Select(refusal => refusal.Reason).Append(plan.TooDear).OfType<string>())
                await Console.Error.WriteLineAsync(why);
            return verdict;
        }
        if (!choices.Yes && plan.Changes.Count > 0 && !Agreed())
            return ExitCodes.Refused;

        if (toBuild.Count > 0)
            values = await BuildAsync(read.Graph!, toBuild, choices.Tag, values, aws, cancel);
        var done = await deployer.DeployAsync(name, present, read.Template, values, how, cancel);
        Console.Out.WriteLine(json
            ? JsonSerializer.Serialize(new { stack = name, status = done.Status, outputs = done.Outputs }, JsonSerializerOptions.Web)
            : string.Join('\n', done.Outputs.Select(output => $"{output.Key} = {output.Value}").Prepend($"{name} is in {done.Status}.")));
        return ExitCodes.Done;
    }

    /// <summary>A value for each parameter: given, a secret that is stored, or the one that the stack has.</summary>
    private static async Task<IReadOnlyDictionary<string, string?>> ValuesAsync(Dictionary<string, string> given, ReadTemplate read, string name, Choices choices, Stack? stack, AwsClient aws, CancellationToken cancel)
    {
        if (choices is { Tag: { } tag, Build: false })
        {
            foreach (var (parameter, value) in await new PushedImages(new Ecr(aws)).FindAsync(read.Settings?.Stack ?? name, tag, read.Template, cancel)) // whose images the roles of the template may fetch
                given.TryAdd(parameter, value);
        }
        foreach (var (parameter, value) in await new SuppliedValues(new SecretsManager(aws), Environment.GetEnvironmentVariable).StoreAsync(name, read.Template, stack, cancel))
            given.TryAdd(parameter, value);
        return new ParameterValues(given, Environment.GetEnvironmentVariable).For(read.Template, stack);
    }

    /// <summary>The values with the images that were built in place of the notes that they will be.</summary>
    private static async Task<IReadOnlyDictionary<string, string?>> BuildAsync(
        SystemGraph graph, IReadOnlyList<(string Parameter, string Resource)> images, string? tag, IReadOnlyDictionary<string, string?> values, AwsClient aws, CancellationToken cancel)
    {
        var builder = new ImageBuilder(new Ecr(aws), Console.Error.WriteLine, Environment.GetEnvironmentVariable);
        var pushed = await builder.PushAsync(graph, images, tag ?? ImageAddress.NewTag(TimeProvider.System.GetUtcNow()), cancel);
        return values.ToDictionary(value => value.Key, value => pushed.GetValueOrDefault(value.Key) ?? value.Value, StringComparer.Ordinal);
    }

    private static bool Agreed()
    {
        if (Console.IsInputRedirected)
        {
            Console.Error.WriteLine("Nothing was deployed: there is no terminal to ask at. Repeat with --yes.");
            return false;
        }
        Console.Error.Write("Deploy this? [y/N] ");
        return Console.ReadLine() is "y" or "Y" or "yes";
    }

    /// <summary>What was chosen on the command line.</summary>
    /// <param name="Yes">Not to ask.</param>
    /// <param name="Bucket">Where large templates go.</param>
    /// <param name="Tag">The tag of the images.</param>
    /// <param name="Build">To build them.</param>
    private sealed record Choices(bool Yes, string? Bucket, string? Tag, bool Build);
}
