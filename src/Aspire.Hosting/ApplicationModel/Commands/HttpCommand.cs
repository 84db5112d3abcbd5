namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command sends its HTTP request, and what it makes of the answer.</summary>
public class HttpCommandOptions : CommandOptions
{
    /// <summary>Chooses the endpoint when the command is given; that of the command's declaration, if there is none.</summary>
    public Func<EndpointReference>? EndpointSelector { get; set; }

    /// <summary>The method; POST, if there is none.</summary>
    public HttpMethod? Method { get; set; }

    /// <summary>The name of a client registered in the AppHost's services; the default client, if there is none.</summary>
    public string? HttpClientName { get; set; }

    /// <summary>Completes the request before it is sent, for example with a header.</summary>
    public Func<HttpCommandRequestContext, Task>? PrepareRequest { get; set; }

    /// <summary>Tells from the answer how the command went. Without it, a status from 200 to 299 is a success.</summary>
    public Func<HttpCommandResultContext, Task<ExecuteCommandResult>>? GetCommandResult { get; set; }
}

/// <summary>A request that a command is about to send.</summary>
public sealed class HttpCommandRequestContext
{
    /// <summary>The services of the application.</summary>
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>The instance that the command is carried out on.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Where the request goes.</summary>
    public required EndpointReference Endpoint { get; init; }

    /// <summary>Ends the command early.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>The client that sends the request.</summary>
    public required HttpClient HttpClient { get; init; }

    /// <summary>The request.</summary>
    public required HttpRequestMessage Request { get; init; }
}

/// <summary>The answer to a command's request.</summary>
public sealed class HttpCommandResultContext
{
    /// <summary>The services of the application.</summary>
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>The instance that the command is carried out on.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Where the request went.</summary>
    public required EndpointReference Endpoint { get; init; }

    /// <summary>Ends the command early.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>The client that sent the request.</summary>
    public required HttpClient HttpClient { get; init; }

    /// <summary>The answer.</summary>
    public required HttpResponseMessage Response { get; init; }
}
