using Aspire.Dashboard.Grpc;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Otlp.Receiving;

/// <summary>Gets the message of a request by HTTP: the whole body, uncompressed.</summary>
internal static class OtlpBody
{
    internal static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await LimitedBody.ReadAsync(request.Body, cancellationToken).ConfigureAwait(false);
        return request.Headers.ContentEncoding.ToString() switch
        {
            "" or "identity" => body,
            "gzip" => await LimitedBody.UnzipAsync(body, cancellationToken).ConfigureAwait(false),
            var encoding => throw new GrpcRefusal(GrpcStatus.InvalidArgument, $"The encoding '{encoding}' is not known; send gzip or none."),
        };
    }
}
