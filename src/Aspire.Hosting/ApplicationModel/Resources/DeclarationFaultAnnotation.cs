namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is wrong with the files that a resource is declared by. The resource cannot start; the others can.</summary>
/// <param name="reason">A sentence: the file, the cause, the remedy.</param>
internal sealed class DeclarationFaultAnnotation(string reason) : IResourceAnnotation
{
    public string Reason { get; } = reason;
}
