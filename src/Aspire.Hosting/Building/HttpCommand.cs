using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.Building;

/// <summary>Carries out a command of a resource by sending a request to one of its endpoints.</summary>
internal sealed class HttpCommand(string path, Func<EndpointReference> endpointSelector, HttpCommandOptions options)
{
    private HttpMethod Method => options.Method ?? HttpMethod.Post;

    /// <summary>A name for a command that was given none.</summary>
    public string DefaultName => $"http-{Method.Method.ToLowerInvariant()}-{path}";

    /// <summary>Nobody answers before the resource is healthy.</summary>
    public static ResourceCommandState StateOf(UpdateCommandStateContext context) =>
        context.ResourceSnapshot.HealthStatus == HealthStatus.Healthy ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    public async Task<ExecuteCommandResult> ExecuteAsync(ExecuteCommandContext context)
    {
        var endpoint = endpointSelector();
        if (!endpoint.IsAllocated)
        {
            return CommandResults.Failure($"The endpoint '{endpoint.EndpointName}' of '{endpoint.Resource.Name}' has no address: start the resource first.");
        }

        using var client = context.ServiceProvider.GetRequiredService<IHttpClientFactory>().CreateClient(options.HttpClientName ?? Options.DefaultName);
        using var request = new HttpRequestMessage(Method, new Uri(new Uri(endpoint.Url), path));
        if (options.PrepareRequest is { } prepare)
        {
            await prepare(new HttpCommandRequestContext
            {
                ServiceProvider = context.ServiceProvider,
                ResourceName = context.ResourceName,
                Endpoint = endpoint,
                CancellationToken = context.CancellationToken,
                HttpClient = client,
                Request = request,
            }).ConfigureAwait(false);
        }

        try
        {
            using var response = await client.SendAsync(request, context.CancellationToken).ConfigureAwait(false);
            return await ResultAsync(context, endpoint, client, response).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            return CommandResults.Failure($"{request.RequestUri} does not answer: {exception.Message}");
        }
    }

    private async Task<ExecuteCommandResult> ResultAsync(ExecuteCommandContext context, EndpointReference endpoint, HttpClient client, HttpResponseMessage response)
    {
        if (options.GetCommandResult is { } getResult)
        {
            return await getResult(new HttpCommandResultContext
            {
                ServiceProvider = context.ServiceProvider,
                ResourceName = context.ResourceName,
                Endpoint = endpoint,
                CancellationToken = context.CancellationToken,
                HttpClient = client,
                Response = response,
            }).ConfigureAwait(false);
        }

        return response.IsSuccessStatusCode
            ? CommandResults.Success()
            : CommandResults.Failure($"{response.RequestMessage?.RequestUri} answered {(int)response.StatusCode}.");
    }
}
