using System.Text.Json;
using System.Text.RegularExpressions;
using AspireEcs.Resources;
using static AspireEcs.Checks.ResourceTypes;

namespace AspireEcs.Checks;

/// <summary>Secrets lie in Secrets Manager, and not in a template or a task's definition, which many people may read.</summary>
internal static partial class PlaintextCheck
{
    private const string Id = "plaintext-secret";
    private const string Resolve = "{{resolve:";

    private static readonly (string Type, string Property)[] Passwords =
    [
        (Database, "MasterUserPassword"),
        (CacheUser, "AuthenticationMode.Passwords"),
        (CacheUser, "Passwords"),
        (Cache, "AuthToken"),
        (Secret, "SecretString"),
    ];

    internal static IEnumerable<Finding> Of(CheckedStack stack) => Environments(stack).Concat(Arguments(stack)).Concat(Stored(stack)).Concat(Defaults(stack));

    private static IEnumerable<Finding> Environments(CheckedStack stack) =>
        from task in stack.All(TaskDefinition)
        from container in task.Properties.At("ContainerDefinitions").Entries()
        from variable in container.At("Environment").Entries()
        let name = variable.At("Name").Plain() ?? ""
        where name != TaskWriter.RevisionVariable && (IsNamedSecret(name) && CouldBeSecret(variable.At("Value")) || Texts(variable.At("Value")).Any(HoldsSecret))
        select Finding.In(task, "ContainerDefinitions", Id, $"{name} would stand in the task's definition for everybody to read.", "Make it a secret parameter in the AppHost (AddParameter(name, secret: true)): it then comes from Secrets Manager.");

    private static IEnumerable<Finding> Arguments(CheckedStack stack) =>
        from task in stack.All(TaskDefinition)
        from container in task.Properties.At("ContainerDefinitions").Entries()
        where Texts(container.At("Command")).Concat(Texts(container.At("EntryPoint"))).Any(HoldsSecret)
        select Finding.In(task, "ContainerDefinitions", Id, "A secret would stand in the arguments for everybody to read.", "Give it as an environment variable of a secret parameter.");

    /// <summary>Passwords of servers, and secrets whose content is in the template itself.</summary>
    private static IEnumerable<Finding> Stored(CheckedStack stack) =>
        from place in Passwords
        from resource in stack.All(place.Type)
        from value in resource.Properties.At(place.Property).Entries()
        where place.Type == Secret ? Texts(value).Any(HoldsWritten) : !Texts(value).Any(text => text.Contains(Resolve, StringComparison.Ordinal))
        select Finding.In(resource, place.Property, Id, "A password would stand in the template for everybody to read.", "Resolve it from Secrets Manager: {{resolve:secretsmanager:ARN:SecretString}}.");

    private static IEnumerable<Finding> Defaults(CheckedStack stack) =>
        from parameter in stack.Template.Parameters.EnumerateObject()
        let value = parameter.Value.At("Default")
        where parameter.Name != TaskWriter.Revision && (IsNamedSecret(parameter.Name) && CouldBeSecret(value) || Texts(value).Any(HoldsSecret))
        select new Finding(Id, $"Parameters.{parameter.Name}.Default", "A secret would stand in the template for everybody to read.", "Make it a secret parameter in the AppHost.");

    /// <summary>Truths, numbers and addresses are no secrets, whatever they are called.</summary>
    private static bool CouldBeSecret(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        || value.Plain() is { Length: > 0 } text && !bool.TryParse(text, out _) && !double.TryParse(text, out _) && !text.Contains("://", StringComparison.Ordinal);

    private static bool IsNamedSecret(string name) => SecretName().IsMatch(name);

    private static bool HoldsSecret(string text) => text.Contains(Resolve, StringComparison.Ordinal) || Password().IsMatch(text) || UserInfo().IsMatch(text);

    private static bool HoldsWritten(string text) => Password().Match(text) is { Success: true } found && !IsTaken(found) || UserInfo().Match(text) is { Success: true } user && !IsTaken(user);

    private static bool IsTaken(Match found) => found.Groups["value"].Value is var value && (value.StartsWith("{{", StringComparison.Ordinal) || value.StartsWith("${", StringComparison.Ordinal));

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Texts(property.Value)),
        _ => [],
    };

    [GeneratedRegex("passw(or)?d|pwd|secret|(?<!max_?)token(?!s)|credential|((api|access|private|account|signing|encryption|shared)_*|^|_)key$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex("""(?:password|pwd|accountkey|sharedaccesskey)"?\s*[=:]\s*"?(?<value>[^;,\s"]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Password();

    [GeneratedRegex("[a-z][a-z0-9+.-]*://[^/@\\s:]*:(?<value>[^@/\\s]+)@", RegexOptions.IgnoreCase)]
    private static partial Regex UserInfo();
}
