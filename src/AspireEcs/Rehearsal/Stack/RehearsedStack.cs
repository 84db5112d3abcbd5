using System.Text.Json;
using System.Text.Json.Nodes;
using AspireEcs.Aws;
using AspireEcs.Deployment;
using AspireEcs.Graph;
using AspireEcs.Plans;
using AspireEcs.Settings;
using AspireEcs.Templates;

namespace AspireEcs.Rehearsal.Stack;

/// <summary>The stack as it was made in moto: whatever its resources were given can be asked for.</summary>
internal sealed class RehearsedStack
{
    private const string Name = "rehearsal";

    private readonly RehearsalOperations _operations;

    private RehearsedStack(Aws.Stack stack, IReadOnlyDictionary<string, string> ids, TemplateDocument template, RehearsalOperations operations)
    {
        (Template, _operations) = (template, operations);
        Values = new TemplateValues(stack, ids, operations);
        Ids = ids;
    }

    internal TemplateDocument Template { get; }

    internal TemplateValues Values { get; }

    /// <summary>The physical ids, by logical id.</summary>
    internal IReadOnlyDictionary<string, string> Ids { get; }

    /// <summary>Makes the stack, by a change set as a deployment does.</summary>
    /// <exception cref="DeploymentFailure">It cannot be made.</exception>
    internal static async Task<RehearsedStack> CreateAsync(AwsClient aws, SystemGraph graph, TemplateDocument template, SecretValues secrets, CancellationToken cancel)
    {
        var cloudFormation = new CloudFormation(aws);
        var asked = TemplateDocument.Parse(await new ExistingParts(aws, graph).MakeAsync(WithAddresses(template, graph), cancel), "the template");
        var supplied = await new SuppliedValues(new SecretsManager(aws), secrets.Environment).StoreAsync(Name, template, present: null, cancel);
        var given = supplied.Concat(SuppliedValues.Images(template).Select(image => KeyValuePair.Create(image.Parameter, $"rehearsal/{image.Resource}@sha256:{new string('0', 64)}"))).ToDictionary();
        var values = new ParameterValues(given, Environment.GetEnvironmentVariable).For(asked, present: null);

        var changeSets = new ChangeSetRunner(cloudFormation, new TemplateStore(aws), new StackFollower(cloudFormation, TimeProvider.System, _ => { }), TimeProvider.System);
        var stack = await changeSets.RunAsync(Name, asked.Root.GetRawText(), values, new DeployOptions(new PlanAllowances([], []), null, null), cancel);
        return new RehearsedStack(stack, await cloudFormation.ResourcesAsync(Name, cancel), asked, new RehearsalOperations(aws));
    }

    /// <summary>The name under which services know a server.</summary>
    internal string HostOf(StoreNode store) => store.Backing.Existing?.Host ?? Values.Output(AddressOf(store)) ?? $"{store.Name}.rehearsal";

    /// <summary>What a task of ECS would start with.</summary>
    internal async Task<TaskStart> TaskAsync(string logicalId, CancellationToken cancel)
    {
        var container = await _operations.ContainerAsync(Ids[logicalId], cancel);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in Members(container, "environment"))
            environment[Text(variable, "name")] = Text(variable, "value");
        var secrets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variable in Members(container, "secrets"))
        {
            var value = await _operations.SecretAsync(Text(variable, "valueFrom"), cancel);
            environment[Text(variable, "name")] = value;
            secrets.Add(value);
        }
        return new TaskStart(environment, [.. Members(container, "command").Select(argument => argument.ToString())], secrets);
    }

    /// <summary>CloudFormation tells an attribute of a resource by an output alone.</summary>
    private static string WithAddresses(TemplateDocument template, SystemGraph graph)
    {
        var changed = JsonNode.Parse(template.Root.GetRawText())!.AsObject();
        var outputs = changed["Outputs"] as JsonObject ?? [];
        changed["Outputs"] = outputs;
        foreach (var store in graph.Stores.Where(store => store.IsProvisioned && template.Resources.ContainsKey(store.Id)))
        {
            var attribute = store.Kind switch { BackingKind.Redis => "PrimaryEndPoint.Address", BackingKind.Postgres => "Endpoint.Address", _ => null };
            if (attribute is not null)
                outputs[AddressOf(store)] = new JsonObject { ["Value"] = Templates.Cfn.GetAtt(store.Id, attribute) };
        }
        return changed.ToJsonString();
    }

    private static string AddressOf(StoreNode store) => $"RehearsalAddressOf{store.Id}";

    private static JsonElement[] Members(JsonElement container, string name) =>
        container.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static string Text(JsonElement variable, string name) => variable.GetProperty(name).ToString();
}

/// <summary>What ECS gives a task.</summary>
/// <param name="Environment">Its variables, those from secrets included.</param>
/// <param name="Arguments">What follows the image's entry point.</param>
/// <param name="Secrets">The values that nobody may read.</param>
internal sealed record TaskStart(IReadOnlyDictionary<string, string> Environment, IReadOnlyList<string> Arguments, IReadOnlySet<string> Secrets);
