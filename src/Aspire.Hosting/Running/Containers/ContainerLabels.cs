namespace Aspire.Hosting.Running.Containers;

/// <summary>The labels by which containers, networks and volumes of an application are found again.</summary>
internal static class ContainerLabels
{
    /// <summary>The run that something belongs to and ends with. What is kept over runs does not have it.</summary>
    public const string Run = "dev.aspire.run";

    /// <summary>The process of the run.</summary>
    public const string Owner = "dev.aspire.owner";

    /// <summary>The AppHost.</summary>
    public const string AppHost = "dev.aspire.apphost";

    /// <summary>The resource.</summary>
    public const string Resource = "dev.aspire.resource";

    /// <summary>What a persistent container was made from: a short hash of each part.</summary>
    public const string Configuration = "dev.aspire.configuration";

    /// <summary>What ends with the run.</summary>
    public static IEnumerable<string> OfRun(RunIdentity identity) =>
        [$"{Run}={identity.Run}", $"{Owner}={identity.Owner}", $"{AppHost}={identity.AppHost}"];

    /// <summary>What is kept over runs.</summary>
    public static IEnumerable<string> OfAppHost(RunIdentity identity) => [$"{AppHost}={identity.AppHost}"];

    /// <summary>The value of a label in a list of them, which engines write as <c>a=b,c=d</c> or as <c>map[a:b c:d]</c>.</summary>
    public static string? Find(string list, string label)
    {
        var begin = list.IndexOf(label, StringComparison.Ordinal);
        var rest = begin < 0 ? "" : list[(begin + label.Length)..];
        return rest is ['=' or ':', .. var value] ? value[..(value.AsSpan().IndexOfAny(",] ") is >= 0 and var end ? end : value.Length)] : null;
    }
}
