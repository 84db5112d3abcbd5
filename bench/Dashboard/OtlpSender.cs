using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;

namespace Dashboard.Bench;

/// <summary>Sends requests by OTLP/gRPC.</summary>
internal sealed class OtlpSender(Uri address) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = address, DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };

    internal async Task SendAsync(string service, byte[] request)
    {
        var frame = new byte[5 + request.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), request.Length);
        request.CopyTo(frame, 5);
        using var content = new ByteArrayContent(frame);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        using var answer = await _client.PostAsync(service, content);
        await answer.Content.ReadAsByteArrayAsync();
        var status = answer.TrailingHeaders.TryGetValues("grpc-status", out var trailer) ? trailer.First() : answer.Headers.GetValues("grpc-status").First();
        if (status != "0")
            throw new InvalidOperationException($"The dashboard refused a request with status {status}.");
    }

    public void Dispose() => _client.Dispose();
}
