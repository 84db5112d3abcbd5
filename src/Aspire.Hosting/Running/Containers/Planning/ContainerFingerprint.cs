using System.Security.Cryptography;
using System.Text.Json;

namespace Aspire.Hosting.Running.Containers.Planning;

/// <summary>
/// What a persistent container was made from: a short hash of each part, so that a later run can tell whether it is still the same,
/// and if not which part is another. Nothing of the values can be read from it.
/// </summary>
internal sealed class ContainerFingerprint
{
    // Where the dashboard is, and what it takes telemetry by, changes from run to run.
    private static readonly HashSet<string> OfTheRun = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS"];

    private readonly SortedDictionary<string, string> _parts;

    private ContainerFingerprint(SortedDictionary<string, string> parts) => _parts = parts;

    /// <param name="plan">The container.</param>
    /// <param name="imageId">The id of its image: another image of the same name makes another container.</param>
    public static ContainerFingerprint Of(ContainerPlan plan, string imageId)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add("image", [imageId]);
        Add("entry point", [plan.Entrypoint ?? ""]);
        Add("arguments", plan.Arguments);
        Add("ports", plan.Ports.Select(port => port.ToString()));
        Add("mounts", plan.Mounts);
        Add("network names", plan.Aliases);
        Add("hosts", plan.Hosts);
        Add("runtime arguments", plan.RuntimeArguments);
        Add("files", plan.Files is { } files ? [Convert.ToHexString(SHA256.HashData(files))] : []);
        foreach (var (name, value) in plan.Environment.Where(pair => !OfTheRun.Contains(pair.Key)))
        {
            Add($"variable {name}", [value]);
        }

        return new(parts);

        void Add(string part, IEnumerable<string> values) => parts[part] = RunIdentity.ShortHash(JsonSerializer.Serialize(values));
    }

    /// <summary>The parts of another fingerprint, from the label of a container, that are not those of this one; empty if they are the same.</summary>
    public IReadOnlyList<string> DifferencesFrom(string label)
    {
        var other = Parse(label);
        return [.. _parts.Keys.Union(other.Keys).Where(part => _parts.GetValueOrDefault(part) != other.GetValueOrDefault(part))];
    }

    /// <summary>As the value of a label.</summary>
    public override string ToString() => JsonSerializer.Serialize(_parts);

    private static SortedDictionary<string, string> Parse(string label)
    {
        try
        {
            return JsonSerializer.Deserialize<SortedDictionary<string, string>>(label) ?? [];
        }
        catch (JsonException)
        {
            return []; // Of another version of this: then all parts are others.
        }
    }
}
