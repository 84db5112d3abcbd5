using System.Buffers;
using System.IO.Compression;

namespace Aspire.Dashboard.Grpc;

/// <summary>Reads what somebody sends, as far as it is not too much.</summary>
internal static class LimitedBody
{
    /// <summary>More in one request is refused, compressed or not. SDKs send some hundred kilobytes.</summary>
    internal const int MostBytes = 32 << 20;

    /// <exception cref="GrpcRefusal">It is too long.</exception>
    internal static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>(16 * 1024);
        while (await stream.ReadAsync(body.GetMemory(16 * 1024), cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            body.Advance(count);
            if (body.WrittenCount > MostBytes)
                throw new GrpcRefusal(GrpcStatus.ResourceExhausted, $"A request is {MostBytes >> 20} MB at most. Send smaller batches.");
        }
        return body.WrittenMemory;
    }

    /// <exception cref="GrpcRefusal">It is no gzip, or too long.</exception>
    internal static async Task<ReadOnlyMemory<byte>> UnzipAsync(ReadOnlyMemory<byte> zipped, CancellationToken cancellationToken)
    {
        try
        {
            await using var unzipping = new GZipStream(new MemoryStream(zipped.ToArray(), writable: false), CompressionMode.Decompress);
            return await ReadAsync(unzipping, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException failure)
        {
            throw new GrpcRefusal(GrpcStatus.InvalidArgument, $"The body is said to be gzip and is not: {failure.Message}");
        }
    }
}
