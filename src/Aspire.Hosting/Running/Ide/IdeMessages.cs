using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspire.Hosting.Running.Ide;

/// <summary>Asks for a session: the project to run, with which environment and arguments.</summary>
internal sealed class IdeRunRequest
{
    public required IReadOnlyList<IdeLaunchConfiguration> LaunchConfigurations { get; init; }

    public required IReadOnlyList<IdeVariable> Env { get; init; }

    public required IReadOnlyList<string> Args { get; init; }
}

internal sealed class IdeLaunchConfiguration
{
    public string Type { get; } = IdeInfo.Project;

    public required string ProjectPath { get; init; }

    public required string Mode { get; init; }

    /// <summary>The AppHost has read the launch profile: its variables and arguments are in the request, after what the model changed.</summary>
    public bool DisableLaunchProfile { get; } = true;
}

internal sealed record IdeVariable(string Name, string Value);

/// <summary>What an IDE can do.</summary>
internal sealed class IdeInfo
{
    public const string Project = "project";

    /// <summary>The versions of the protocol.</summary>
    public IReadOnlyList<string>? ProtocolsSupported { get; init; }

    /// <summary>What it can start; none given means projects.</summary>
    public IReadOnlyList<string>? SupportedLaunchConfigurations { get; init; }

    [JsonIgnore]
    public bool RunsProjects => SupportedLaunchConfigurations?.Contains(Project, StringComparer.OrdinalIgnoreCase) ?? true;
}

/// <summary>The body of an answer that refuses.</summary>
internal sealed class IdeErrorAnswer
{
    public IdeError? Error { get; init; }
}

internal sealed class IdeError
{
    public JsonElement? Code { get; init; }

    public string? Message { get; init; }

    public JsonElement? Details { get; init; }
}

/// <summary>What an IDE tells about a session. Which of the values are there depends on the type.</summary>
internal sealed class IdeNotification
{
    public const string ProcessRestarted = "processRestarted";
    public const string ServiceLogs = "serviceLogs";
    public const string SessionTerminated = "sessionTerminated";
    public const string SessionMessage = "sessionMessage";

    public string? NotificationType { get; init; }

    public string? SessionId { get; init; }

    public long? Pid { get; init; }

    public bool? IsStdErr { get; init; }

    public string? LogMessage { get; init; }

    /// <summary>Windows' codes are 32 bits without a sign.</summary>
    public long? ExitCode { get; init; }

    /// <summary>A sentence of the IDE itself, in a <see cref="SessionMessage"/>.</summary>
    public string? Message { get; init; }

    /// <summary><c>error</c>, <c>info</c> or <c>debug</c>, for a <see cref="SessionMessage"/>.</summary>
    public string? Level { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(IdeRunRequest))]
[JsonSerializable(typeof(IdeInfo))]
[JsonSerializable(typeof(IdeErrorAnswer))]
[JsonSerializable(typeof(IdeNotification))]
internal sealed partial class IdeJson : JsonSerializerContext;
