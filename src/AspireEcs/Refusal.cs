namespace AspireEcs;

/// <summary>A reason why something cannot be deployed as it stands: nothing in a manifest is dropped silently.</summary>
/// <param name="Id">The rule, such as <c>manifest-bind-mount</c>: it stays the same over releases.</param>
/// <param name="Subject">The resource of the manifest, or the setting.</param>
/// <param name="Reason">What is wrong, a sentence.</param>
/// <param name="Remedy">What to do about it, a sentence.</param>
internal sealed record Refusal(string Id, string Subject, string Reason, string Remedy)
{
    public override string ToString() => $"{Subject}: {Reason} {Remedy}";
}

/// <summary>A manifest or its settings cannot become a deployment.</summary>
/// <param name="refusals">Every reason that was found, not the first alone.</param>
internal class RefusedException(IReadOnlyList<Refusal> refusals) : Exception(string.Join('\n', refusals))
{
    internal RefusedException(string id, string subject, string reason, string remedy) : this([new Refusal(id, subject, reason, remedy)])
    {
    }

    internal IReadOnlyList<Refusal> Refusals { get; } = refusals;
}

/// <summary>A file that a command was given is missing or cannot be read as what it should be.</summary>
internal sealed class UnreadableException(string id, string subject, string reason, string remedy) : RefusedException(id, subject, reason, remedy);
