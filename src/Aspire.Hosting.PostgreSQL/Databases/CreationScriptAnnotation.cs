using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Postgres;

/// <summary>The SQL that creates a database.</summary>
internal sealed class CreationScriptAnnotation(string script) : IResourceAnnotation
{
    internal string Script { get; } = script;
}
