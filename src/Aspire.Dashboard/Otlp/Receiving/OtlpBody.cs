using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Aspire.Dashboard.Otlp.Wire;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Otlp.Receiving;

/// <summary>Gets a request's message: the whole body for HTTP, a frame of it for gRPC, uncompressed.</summary>
internal static class OtlpBody
{
    /// <summary>More in one request is refused, compressed or not. SDKs send some hundred kilobytes.</summary>
    internal const int MostBytes = 32 << 20;

    internal static async Task<ReadOnlyMemory<byte>> ReadHttpAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(request.Body, cancellationToken).ConfigureAwait(false);
        return request.Headers.ContentEncoding.ToString() switch
        {
            "" or "identity" => body,
            "gzip" => await UnzipAsync(body, cancellationToken).ConfigureAwait(false),
            var encoding => throw new OtlpRefusal(OtlpStatus.InvalidArgument, $"The encoding '{encoding}' is not known; send gzip or none."),
        };
    }

    internal static async Task<ReadOnlyMemory<byte>> ReadGrpcAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        const int PrefixLength = 5;
        var body = await ReadAsync(request.Body, cancellationToken).ConfigureAwait(false);
        if (body.Length < PrefixLength || BinaryPrimitives.ReadUInt32BigEndian(body.Span[1..]) != body.Length - PrefixLength)
            throw new OtlpRefusal(OtlpStatus.InvalidArgument, "The body is not one gRPC message.");
        var message = body[PrefixLength..];
        return (body.Span[0], request.Headers["grpc-encoding"].ToString()) switch
        {
            (0, _) => message,
            (1, "gzip") => await UnzipAsync(message, cancellationToken).ConfigureAwait(false),
            (_, var encoding) => throw new OtlpRefusal(OtlpStatus.Unimplemented, $"The encoding '{encoding}' is not known; send gzip or identity."),
        };
    }

    private static async Task<ReadOnlyMemory<byte>> UnzipAsync(ReadOnlyMemory<byte> zipped, CancellationToken cancellationToken)
    {
        try
        {
            await using var unzipping = new GZipStream(new MemoryStream(zipped.ToArray(), writable: false), CompressionMode.Decompress);
            return await ReadAsync(unzipping, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException failure)
        {
            throw new WireFormatException($"The body is said to be gzip and is not: {failure.Message}");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>(16 * 1024);
        while (await stream.ReadAsync(body.GetMemory(16 * 1024), cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            body.Advance(count);
            if (body.WrittenCount > MostBytes)
                throw new OtlpRefusal(OtlpStatus.ResourceExhausted, $"A request is {MostBytes >> 20} MB at most. Send smaller batches.");
        }
        return body.WrittenMemory;
    }
}
