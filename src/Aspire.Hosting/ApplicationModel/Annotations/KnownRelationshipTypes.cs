namespace Aspire.Hosting.ApplicationModel;

/// <summary>The relations between resources that every viewer understands.</summary>
internal static class KnownRelationshipTypes
{
    public const string Parent = "Parent";
    public const string Reference = "Reference";
    public const string WaitFor = "WaitFor";
}
