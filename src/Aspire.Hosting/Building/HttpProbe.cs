using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Building;

/// <summary>A GET request that tells whether a service is healthy.</summary>
internal static class HttpProbe
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(40),
#pragma warning disable CA5359 // The services run on this machine, often with a certificate of the developer's that only browsers know.
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
        UseProxy = false,
    })
    { Timeout = Limit };

    public static async Task<HealthCheckResult> AskAsync(Uri url, int expectedStatus, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            return status == expectedStatus
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"{url} answered {status}, expected was {expectedStatus}.");
        }
        catch (HttpRequestException exception)
        {
            return HealthCheckResult.Unhealthy($"{url} does not answer: {exception.Message}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"{url} did not answer within {Limit.TotalSeconds:0} seconds.");
        }
    }
}
