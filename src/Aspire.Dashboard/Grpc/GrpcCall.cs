using System.Buffers.Binary;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Grpc;

/// <summary>One call by gRPC: a request of one message, and as many messages as come in answer.</summary>
/// <remarks><see href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md"/>.</remarks>
internal sealed class GrpcCall(HttpContext context)
{
    private const string ContentType = "application/grpc";
    private const int PrefixLength = 5;

    internal static bool IsGrpc(HttpRequest request) => request.ContentType?.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase) == true;

    internal string Path => context.Request.Path.Value ?? "";

    internal string Header(string name) => context.Request.Headers[name].ToString();

    /// <exception cref="GrpcRefusal">It is no message, too long, or compressed in a way that is not known.</exception>
    internal async Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        var body = await ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        if (body.Length < PrefixLength || BinaryPrimitives.ReadUInt32BigEndian(body.Span[1..]) != body.Length - PrefixLength)
            throw new GrpcRefusal(GrpcStatus.InvalidArgument, "The body is not one gRPC message.");
        var message = body[PrefixLength..];
        return (body.Span[0], Header("grpc-encoding")) switch
        {
            (0, _) => message,
            (1, "gzip") => await LimitedBody.UnzipAsync(message, cancellationToken).ConfigureAwait(false),
            (_, var encoding) => throw new GrpcRefusal(GrpcStatus.Unimplemented, $"The encoding '{encoding}' is not known; send gzip or identity."),
        };
    }

    private async Task<ReadOnlyMemory<byte>> ReadBodyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await LimitedBody.ReadAsync(context.Request.Body, cancellationToken).ConfigureAwait(false);
        }
        catch (BadHttpRequestException failure)
        {
            throw new GrpcRefusal(GrpcStatus.ResourceExhausted, failure.Message);
        }
    }

    /// <summary>Lets the caller know that it is heard, before there is anything to tell.</summary>
    internal async Task BeginAsync(CancellationToken cancellationToken)
    {
        context.Response.ContentType = ContentType;
        await context.Response.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    internal async Task WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (!context.Response.HasStarted)
            context.Response.ContentType = ContentType;
        var writer = context.Response.BodyWriter;
        var prefix = writer.GetSpan(PrefixLength);
        prefix[0] = 0; // not compressed
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], message.Length);
        writer.Advance(PrefixLength);
        await writer.WriteAsync(message, cancellationToken).ConfigureAwait(false);
    }

    /// <param name="status">How the call ended.</param>
    /// <param name="message">Why, where it is not well.</param>
    /// <param name="details">A <c>google.rpc.Status</c> with more, for programs.</param>
    internal void End(GrpcStatus status, string? message = null, byte[]? details = null)
    {
        var response = context.Response;
        var isWithoutMessages = !response.HasStarted; // Then it has headers alone.
        if (isWithoutMessages)
            response.ContentType = ContentType;
        Say("grpc-status", ((int)status).ToString(CultureInfo.InvariantCulture));
        if (message is not null)
            Say("grpc-message", Uri.EscapeDataString(message));
        if (details is not null)
            Say("grpc-status-details-bin", Convert.ToBase64String(details).TrimEnd('='));

        void Say(string name, string value)
        {
            if (isWithoutMessages)
                response.Headers[name] = value;
            else
                response.AppendTrailer(name, value);
        }
    }
}
