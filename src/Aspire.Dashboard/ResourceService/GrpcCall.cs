using System.Buffers.Binary;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.ResourceService;

/// <summary>One call by gRPC: a request of one message, and as many messages as come in answer.</summary>
/// <remarks><see href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md"/>.</remarks>
internal sealed class GrpcCall(HttpContext context)
{
    private const int PrefixLength = 5;
    private const int MostBytes = 64 * 1024;   // no request of this service is longer

    internal string Path => context.Request.Path.Value ?? "";

    internal string Header(string name) => context.Request.Headers[name].ToString();

    /// <exception cref="GrpcRefusal">It is no message, compressed or too long.</exception>
    internal async Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        var prefix = new byte[PrefixLength];
        await context.Request.Body.ReadExactlyAsync(prefix, cancellationToken).ConfigureAwait(false);
        if (prefix[0] != 0)
            throw new GrpcRefusal(GrpcStatus.Unimplemented, "Compressed messages are not read here; send them as they are.");
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix.AsSpan(1));
        if (length > MostBytes)
            throw new GrpcRefusal(GrpcStatus.InvalidArgument, $"A request of {length} bytes is too long; {MostBytes} are the most.");
        var message = new byte[length];
        await context.Request.Body.ReadExactlyAsync(message, cancellationToken).ConfigureAwait(false);
        return message;
    }

    internal async Task BeginAsync(CancellationToken cancellationToken)
    {
        context.Response.ContentType ??= "application/grpc";
        await context.Response.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    internal async Task WriteAsync(ProtobufWriter message, CancellationToken cancellationToken)
    {
        context.Response.ContentType ??= "application/grpc";
        var writer = context.Response.BodyWriter;
        var prefix = writer.GetSpan(PrefixLength);
        prefix[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], message.Bytes.Length);
        writer.Advance(PrefixLength);
        await writer.WriteAsync(message.Bytes, cancellationToken).ConfigureAwait(false);
    }

    internal void End(GrpcStatus status, string? message = null)
    {
        var fields = context.Response.HasStarted ? null : context.Response.Headers;
        if (fields is not null)
            context.Response.ContentType ??= "application/grpc";
        Set("grpc-status", ((int)status).ToString(CultureInfo.InvariantCulture));
        if (message is not null)
            Set("grpc-message", Uri.EscapeDataString(message));

        void Set(string name, string value)
        {
            if (fields is not null)
                fields[name] = value;   // an answer without any message has headers alone
            else
                context.Response.AppendTrailer(name, value);
        }
    }
}
