using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AspireEcs.Prices;

namespace AspireEcs.Plans;

/// <summary>A plan for programs.</summary>
internal static class PlanJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Write(DeploymentPlan plan) => new JsonObject
    {
        ["region"] = plan.Region,
        ["changes"] = Array(plan.Changes, Change),
        ["refusals"] = Array(plan.Refusals, refusal => new JsonObject { ["resource"] = refusal.LogicalId, ["reason"] = refusal.Reason }),
        ["cost"] = Cost(plan),
        ["edges"] = Array(plan.Edges, edge => new JsonObject
        {
            ["from"] = edge.From,
            ["to"] = edge.To,
            ["ports"] = edge.Ports,
            ["ingress"] = edge.Ingress,
            ["egress"] = edge.Egress,
            ["missing"] = edge.Missing(plan.Wanted.Template),
        }),
        ["mermaid"] = MermaidPicture.Draw(plan),
    }.ToJsonString(Indented);

    private static JsonObject Change(ResourceChange change) => new()
    {
        ["resource"] = change.LogicalId,
        ["type"] = change.Type,
        ["action"] = JsonNamingPolicy.CamelCase.ConvertName(change.Action.ToString()),
        ["holds"] = change.Holds,
        ["properties"] = Array(change.Properties, property => new JsonObject
        {
            ["path"] = property.Path,
            ["before"] = property.Before,
            ["after"] = property.After,
            ["replacement"] = JsonNamingPolicy.CamelCase.ConvertName(property.Replacement.ToString()),
            ["cause"] = property.Cause,
        }),
    };

    private static JsonObject Cost(DeploymentPlan plan) => new()
    {
        ["currency"] = PriceTable.Embedded.Currency,
        ["priceDate"] = PriceTable.Embedded.Date.ToString("O"),
        ["source"] = PriceTable.Embedded.Source,
        ["before"] = decimal.Round(plan.CostBefore.Monthly, 2),
        ["after"] = decimal.Round(plan.CostAfter.Monthly, 2),
        ["limit"] = plan.CostLimit,
        ["tooDear"] = plan.TooDear,
        ["resources"] = Array(plan.CostAfter.Resources, cost => new JsonObject
        {
            ["resource"] = cost.LogicalId,
            ["monthly"] = cost.Monthly is { } monthly ? decimal.Round(monthly, 2) : null,
            ["made"] = cost.Made,
            ["usage"] = cost.Usage,
        }),
    };

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonObject> write) => [.. items.Select(write)];
}
