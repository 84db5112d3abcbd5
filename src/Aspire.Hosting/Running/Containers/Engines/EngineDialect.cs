using System.Text.Json;

namespace Aspire.Hosting.Running.Containers.Engines;

/// <summary>What one kind of container engine calls and writes otherwise than another.</summary>
internal abstract class EngineDialect
{
    /// <summary>The name of the engine.</summary>
    public abstract string Name { get; }

    /// <summary>By what name a container reaches this machine.</summary>
    public abstract string HostName { get; }

    /// <summary>The oldest version that has what is needed here.</summary>
    public abstract Version OldestVersion { get; }

    /// <summary>The command that shows whether the engine works, and its version.</summary>
    public abstract IReadOnlyList<string> ProbeCommand { get; }

    /// <summary>The version in the answer to <see cref="ProbeCommand"/>; <see langword="null"/> if it is the answer of another engine.</summary>
    public abstract string? ReadVersion(JsonElement answer);

    /// <summary>The command that tells what happens to containers, from a moment on, one line of JSON for each event.</summary>
    public abstract IReadOnlyList<string> EventsCommand(DateTimeOffset since);

    /// <summary>What a line of the events says; <see langword="null"/> if it is nothing that matters here.</summary>
    public abstract ContainerEvent? ReadEvent(JsonElement line);

    /// <summary>How the address of the network's gateway is asked for.</summary>
    public abstract string GatewayFormat { get; }

    /// <summary>How the containers on a network are asked for.</summary>
    public virtual string MembersFormat => "{{range $id, $one := .Containers}}{{$id}} {{end}}";

    /// <summary>How the value of a label is asked for in a list.</summary>
    public virtual string LabelFormat(string label) => $$$"""{{.Label "{{{label}}}"}}""";

    protected static string? Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetRawText(),
            _ => null,
        };
    }
}
