using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aspire.Dashboard.Interactions;
using Aspire.Dashboard.Resources;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Api;

/// <summary>How the API writes what it says. Generated at compile time, which starts faster and takes less memory than reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ImmutableArray<ResourceSnapshot>))]
[JsonSerializable(typeof(ResourceSnapshot))]
[JsonSerializable(typeof(ResourcesEvent))]
[JsonSerializable(typeof(ResourceRemovedEvent))]
[JsonSerializable(typeof(ResourceCommandResult))]
[JsonSerializable(typeof(ResourceLogLine[]))]
[JsonSerializable(typeof(MergedLine[]))]
[JsonSerializable(typeof(TelemetryCounts))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(InputsProblem))]
[JsonSerializable(typeof(ImmutableArray<Interaction>))]
[JsonSerializable(typeof(InteractionsEvent))]
[JsonSerializable(typeof(InteractionAnswer))]
[JsonSerializable(typeof(CommandRequest))]
[JsonSerializable(typeof(SqlRequest))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Leaves quotes and umlauts as they are: it is JSON, never part of a page, and people read it.</summary>
    internal static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    internal static ApiJson Readable => field ??= new(new JsonSerializerOptions(Default.Options!) { Encoder = Encoder });
}

/// <summary>All resources there are.</summary>
internal sealed record ResourcesEvent(string ApplicationName, ImmutableArray<ResourceSnapshot> Resources);

/// <summary>A question in SQL.</summary>
internal sealed record SqlRequest(string? Sql);

/// <summary>A resource is gone.</summary>
internal sealed record ResourceRemovedEvent(string Name);

/// <summary>What the application asks now.</summary>
internal sealed record InteractionsEvent(ImmutableArray<Interaction> Open);
