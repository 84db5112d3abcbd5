using System.CommandLine;
using System.Text.Json;
using AspireEcs.Aws;
using AspireEcs.Deployment;
using AspireEcs.Plans;
using AspireEcs.Templates;
using Spectre.Console;

namespace AspireEcs.Commands;

/// <summary>The options that the commands on a stack share.</summary>
internal sealed class StackOptions
{
    private readonly TemplateInput _input = new();
    private readonly Option<string?> _stack = new("--stack") { Description = "The name of the stack. Without, that of the settings." };
    private readonly Option<string?> _region = new("--region") { Description = "The region. Without, that of the settings, the environment or the profile." };
    private readonly Option<string?> _profile = new("--profile") { Description = "A profile of the AWS tools. Without, the usual chain of credentials." };
    private readonly Option<string[]> _parameter = new("--parameter") { Description = "NAME=VALUE of a parameter of the template that is no secret." };
    private readonly Option<FileInfo?> _parameters = new("--parameters") { Description = "A JSON file { \"NAME\": \"VALUE\" }. Parameters__NAME in the environment does the same." };
    private readonly Option<string[]> _allowReplace = new("--allow-replace") { Description = "A resource that may be replaced although it holds data." };
    private readonly Option<string[]> _allowDelete = new("--allow-delete") { Description = "A resource that may be deleted although it holds data." };
    private readonly Option<decimal?> _costLimit = new("--cost-limit") { Description = "What the stack may cost a month, in USD. Without, that of the settings." };
    private readonly Option<bool> _json = new("--json") { Description = "Writes JSON." };

    /// <summary>The options of a command that takes a manifest.</summary>
    internal void AddAllTo(Command command)
    {
        command.Add(_input.File);
        foreach (var option in new Option[] { _input.Settings, _input.Environment, _stack, _region, _profile, _parameter, _parameters, _allowReplace, _allowDelete, _costLimit, _json })
            command.Add(option);
    }

    /// <summary>The options of a command that only takes a stack away.</summary>
    internal void AddRemovalTo(Command command)
    {
        foreach (var option in new Option[] { _stack, _region, _profile, _allowDelete })
            command.Add(option);
    }

    internal bool Json(ParseResult parsed) => parsed.GetValue(_json);

    internal PlanAllowances Allowed(ParseResult parsed) => new(parsed.GetValue(_allowReplace) ?? [], parsed.GetValue(_allowDelete) ?? []);

    internal decimal? CostLimit(ParseResult parsed, ReadTemplate read) => parsed.GetValue(_costLimit) ?? read.Settings?.Cost.MonthlyLimit;

    internal string Stack(ParseResult parsed, ReadTemplate? read) =>
        parsed.GetValue(_stack) ?? read?.Settings?.Stack ?? throw new FormatException("Which stack? Name it with --stack.");

    internal string? Region(ParseResult parsed, ReadTemplate? read) => parsed.GetValue(_region) ?? read?.Settings?.Region;

    internal AwsClient Connect(ParseResult parsed, ReadTemplate? read) =>
        new(AwsSession.Resolve(Region(parsed, read), parsed.GetValue(_profile)), new HttpClient { Timeout = TimeSpan.FromSeconds(100) }, TimeProvider.System);

    internal Task<ReadTemplate> ReadAsync(ParseResult parsed, CancellationToken cancel) => _input.ReadAsync(parsed, cancel);

    /// <summary>What the command line and the file give.</summary>
    internal async Task<Dictionary<string, string>> GivenAsync(ParseResult parsed, TemplateDocument template, CancellationToken cancel)
    {
        var given = ParameterValues.Parse(parsed.GetValue(_parameter) ?? [], template);
        if (parsed.GetValue(_parameters) is { } file)
        {
            using var read = JsonDocument.Parse(await File.ReadAllTextAsync(file.FullName, cancel));
            foreach (var value in read.RootElement.EnumerateObject())
                given.TryAdd(value.Name, value.Value.ToString());
        }
        return given;
    }

    /// <summary>The wanted template with the values, and the present ones where they are kept.</summary>
    internal static StackTemplate Wanted(TemplateDocument template, IReadOnlyDictionary<string, string?> values, Stack? present) =>
        new(template, values.Select(value => KeyValuePair.Create(value.Key, value.Value ?? present?.Parameters.GetValueOrDefault(value.Key))).Where(value => value.Value is not null).ToDictionary(value => value.Key, value => value.Value!));

    internal static Deployer Deployer(AwsClient aws)
    {
        var cloudFormation = new CloudFormation(aws);
        var follower = new StackFollower(cloudFormation, TimeProvider.System, Tell);
        var changeSets = new ChangeSetRunner(cloudFormation, new TemplateStore(aws), follower, TimeProvider.System);
        return new Deployer(cloudFormation, changeSets, new MigrationRunner(cloudFormation, new Ecs(aws), TimeProvider.System), follower, Console.Error.WriteLine);
    }

    internal static void Write(DeploymentPlan plan, bool json)
    {
        if (json)
            Console.Out.WriteLine(PlanJson.Write(plan));
        else
            PlanText.Write(plan, Terminal());
    }

    /// <summary>A log is as wide as it needs to be; a terminal is as wide as it is.</summary>
    private static IAnsiConsole Terminal()
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Console.Profile.Width = 200;
        return AnsiConsole.Console;
    }

    internal static int Verdict(DeploymentPlan plan) => plan.Refusals.Count > 0 ? ExitCodes.Refused : plan.TooDear is not null ? ExitCodes.TooDear : ExitCodes.Done;

    private static void Tell(StackEvent one)
    {
        var time = one.Time.ToLocalTime().ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        Console.Error.WriteLine($"{time} {one.Status,-28} {one.LogicalId} ({one.Type}){(one.Reason is { } reason ? $": {reason}" : "")}");
    }
}
