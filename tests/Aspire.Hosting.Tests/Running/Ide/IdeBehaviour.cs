using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Tests.Running.Ide;

/// <summary>How a played IDE behaves where it should not behave well.</summary>
internal sealed class IdeBehaviour
{
    /// <summary>Whether it is asked over TLS.</summary>
    public bool Secured { get; init; } = true;

    /// <summary>Its answer to GET /info; none if it does not know the question.</summary>
    public string? Info { get; init; } = """{"protocols_supported":["2024-03-03","2024-04-23","2025-10-01"],"supported_launch_configurations":["project","python"]}""";

    /// <summary>Answers a request itself, and says that it did.</summary>
    public Func<HttpContext, IdeRequest, Task<bool>> Answers { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>How the address of a new session is written.</summary>
    public Func<string, string> Location { get; init; } = id => $"/run_session/{id}";

    /// <summary>What the answer to a request for a session waits for, once the process runs.</summary>
    public Task AnswerAfter { get; set; } = Task.CompletedTask;

    /// <summary>Whether it ends a session when asked.</summary>
    public bool EndsSessions { get; set; } = true;

    /// <summary>Whether it says that a process runs.</summary>
    public bool TellsOfProcesses { get; init; } = true;
}
