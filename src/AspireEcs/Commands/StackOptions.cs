using System.CommandLine;
using System.Text.Json;
using AspireEcs.Aws;
using AspireEcs.Deployment;
using AspireEcs.Plans;
using AspireEcs.Schema;
using Spectre.Console;

namespace AspireEcs.Commands;

/// <summary>The options that all commands on a stack share.</summary>
internal sealed class StackOptions
{
    internal Argument<FileInfo> Input { get; } = new("TEMPLATE") { Description = "A template that was synthesised." };

    internal Option<string> Stack { get; } = new("--stack") { Description = "The name of the stack.", Required = true };

    internal Option<string?> Region { get; } = new("--region") { Description = "The region. Without, that of the environment or the profile." };

    internal Option<string?> Profile { get; } = new("--profile") { Description = "A profile of the AWS tools. Without, the usual chain of credentials." };

    internal Option<string[]> Parameter { get; } = new("--parameter") { Description = "NAME=VALUE of a parameter that is no secret." };

    internal Option<FileInfo?> Parameters { get; } = new("--parameters") { Description = "A JSON file { \"NAME\": \"VALUE\" }. Parameters__NAME in the environment does the same." };

    internal Option<string[]> AllowReplace { get; } = new("--allow-replace") { Description = "A resource that may be replaced although it holds data." };

    internal Option<string[]> AllowDelete { get; } = new("--allow-delete") { Description = "A resource that may be deleted although it holds data." };

    internal Option<decimal?> CostLimit { get; } = new("--cost-limit") { Description = "What the stack may cost a month, in USD." };

    internal Option<bool> Json { get; } = new("--json") { Description = "Writes JSON." };

    internal PlanAllowances Allowed(ParseResult parsed) => new(parsed.GetValue(AllowReplace) ?? [], parsed.GetValue(AllowDelete) ?? []);

    internal AwsClient Connect(ParseResult parsed) =>
        new(AwsSession.Resolve(parsed.GetValue(Region), parsed.GetValue(Profile)), new HttpClient { Timeout = TimeSpan.FromSeconds(100) }, TimeProvider.System);

    internal async Task<TemplateDocument> ReadAsync(ParseResult parsed, CancellationToken cancel) => await ReadAsync(parsed.GetRequiredValue(Input), cancel);

    internal static async Task<TemplateDocument> ReadAsync(FileInfo file, CancellationToken cancel) =>
        file.Exists ? TemplateDocument.Parse(await File.ReadAllTextAsync(file.FullName, cancel), file.Name) : throw new FormatException($"There is no file {file.FullName}.");

    /// <summary>The values of the parameters, where a null keeps what the stack has.</summary>
    internal async Task<IReadOnlyDictionary<string, string?>> ValuesAsync(ParseResult parsed, TemplateDocument template, Stack? present, CancellationToken cancel)
    {
        var given = ParameterValues.Parse(parsed.GetValue(Parameter) ?? [], template);
        if (parsed.GetValue(Parameters) is { } file)
        {
            using var read = JsonDocument.Parse(await File.ReadAllTextAsync(file.FullName, cancel));
            foreach (var value in read.RootElement.EnumerateObject())
                given.TryAdd(value.Name, value.Value.ToString());
        }
        return new ParameterValues(given, Environment.GetEnvironmentVariable).For(template, present);
    }

    /// <summary>The wanted template with those values, and the present ones where they are kept.</summary>
    internal static StackTemplate Wanted(TemplateDocument template, IReadOnlyDictionary<string, string?> values, Stack? present) =>
        new(template, values.Select(value => KeyValuePair.Create(value.Key, value.Value ?? present?.Parameters.GetValueOrDefault(value.Key))).Where(value => value.Value is not null).ToDictionary(value => value.Key, value => value.Value!));

    /// <summary>Runs a command; what goes wrong is a sentence on standard error.</summary>
    internal static async Task<int> SayingWhyAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception failure) when (failure is AwsException or DeploymentFailure or FormatException or IOException or JsonException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return ExitCodes.Failed;
        }
    }

    internal static Deployer Deployer(AwsClient aws)
    {
        var cloudFormation = new CloudFormation(aws);
        var follower = new StackFollower(cloudFormation, TimeProvider.System, Tell);
        var changeSets = new ChangeSetRunner(cloudFormation, new TemplateStore(aws), follower, TimeProvider.System);
        return new Deployer(cloudFormation, changeSets, new MigrationRunner(cloudFormation, new Ecs(aws), TimeProvider.System), follower, Console.Error.WriteLine);
    }

    private static void Tell(StackEvent one)
    {
        var time = one.Time.ToLocalTime().ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        Console.Error.WriteLine($"{time} {one.Status,-28} {one.LogicalId} ({one.Type}){(one.Reason is { } reason ? $": {reason}" : "")}");
    }

    internal static void Write(DeploymentPlan plan, bool json)
    {
        if (json)
            Console.Out.WriteLine(PlanJson.Write(plan));
        else
            PlanText.Write(plan, AnsiConsole.Console);
    }

    internal static int Verdict(DeploymentPlan plan) => plan.Refusals.Count > 0 ? ExitCodes.Refused : plan.TooDear is not null ? ExitCodes.TooDear : ExitCodes.Done;
}
