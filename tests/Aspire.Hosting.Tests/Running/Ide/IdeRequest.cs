using System.Text.Json;

namespace Aspire.Hosting.Tests.Running.Ide;

/// <summary>A request as an IDE receives it.</summary>
internal sealed record IdeRequest(string Method, string Path, string? Version, string? Instance, JsonElement Body)
{
    public JsonElement Launch => Body.GetProperty("launch_configurations").EnumerateArray().Single();

    public Dictionary<string, string> Environment => Body.GetProperty("env").EnumerateArray()
        .ToDictionary(one => one.GetProperty("name").GetString()!, one => one.GetProperty("value").GetString()!);

    public string[] Arguments => [.. Body.GetProperty("args").EnumerateArray().Select(one => one.GetString()!)];

    public override string ToString() => $"{Method} {Path}";
}
