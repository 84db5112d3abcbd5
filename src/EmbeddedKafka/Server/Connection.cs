using EmbeddedKafka.Apis;
using EmbeddedKafka.Protocol;
using EmbeddedKafka.Security;
using Microsoft.Extensions.Logging;

namespace EmbeddedKafka.Server;

/// <summary>One client. Its requests are answered one by one, in the order in which they come, as the protocol asks.</summary>
internal sealed partial class Connection(Stream stream, string clientHost, HostPort advertised, SaslSession? sasl, ApiTable apis, ILogger logger)
{
    /// <summary>Serves the client until it leaves, sends what cannot be understood, or the broker stops.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        if (sasl is not null) limit.CancelAfter(ListenerSecurity.TimeToAuthenticate);
        try
        {
            using var frames = new FrameReader(stream);
            while (sasl is not { IsRefused: true } && await frames.ReadAsync(sasl is { IsAuthenticated: false } ? FrameReader.MaxBytesOfStranger : FrameReader.MaxFrameBytes, limit.Token) is { } frame)
            {
                await AnswerAsync(frame, sasl is { IsAuthenticated: false } ? limit.Token : stopping);
                frames.Release();
                if (sasl is { IsAuthenticated: true }) limit.CancelAfter(Timeout.InfiniteTimeSpan);
            }
        }
        catch (ProtocolException broken)
        {
            LogBrokenInput(clientHost, broken.Message);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            LogClientGone(clientHost, gone.Message);
        }
        finally
        {
            await stream.DisposeAsync();
        }
    }

    private async Task AnswerAsync(ReadOnlyMemory<byte> frame, CancellationToken stopping)
    {
        var header = RequestHeader.Read(frame, out var rest);
        var api = apis.Find(header.ApiKey) ?? throw new ProtocolException($"There is no API with the number {(short)header.ApiKey} here.");
        if (sasl is { IsAuthenticated: false } && !SaslApis.IsOpenToAll(header.ApiKey))
        {
            throw new ProtocolException($"{header.ApiKey} is asked for by a client that has not said who it is. Let it use SASL/{SaslSession.Mechanism}.");
        }

        if (!api.Schema.Supports(header.ApiVersion))
        {
            await RefuseVersionAsync(header, api.Schema, stopping);
            return;
        }

        var isFlexible = api.Schema.IsFlexible(header.ApiVersion);
        var wire = new WireReader(rest, header.ApiVersion, isFlexible);
        if (isFlexible) wire.Message(HeaderEnd.Instance);
        var request = api.NewRequest();
        wire.Message(request);

        var response = await HandleAsync(api, request, new RequestContext(header, clientHost, advertised, sasl, stopping));
        if (response is null) return;
        using (response as IDisposable)
        {
            await SendAsync(header.CorrelationId, response, api.Schema, header.ApiVersion, stopping);
        }
    }

    private async ValueTask<IMessage?> HandleAsync(Api api, IMessage request, RequestContext context)
    {
        try
        {
            return await api.Handle(request, context);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogRequestFailed(api.Schema.Key, clientHost, failure);
            throw new IOException("A request could not be answered, so the client has to connect again.", failure);
        }
    }

    /// <summary>A client newer than this broker asks in its own version, and learns the versions from the oldest form of the answer.</summary>
    private async Task RefuseVersionAsync(RequestHeader header, ApiSchema schema, CancellationToken stopping)
    {
        if (schema.Key != ApiKey.ApiVersions)
        {
            throw new ProtocolException($"{schema.Key} version {header.ApiVersion} is not spoken here, {schema.Oldest} to {schema.Newest} are.");
        }

        var versions = ApiVersionsApi.Describe(apis);
        versions.Error = ErrorCode.UnsupportedVersion;
        await SendAsync(header.CorrelationId, versions, schema, version: 0, stopping);
    }

    private async Task SendAsync(int correlationId, IMessage response, ApiSchema schema, short version, CancellationToken stopping)
    {
        using var wire = new WireWriter(version, schema.IsFlexible(version));
        wire.BeginFrame();
        wire.Int32(ref correlationId);
        if (schema.HasFlexibleResponseHeader(version)) wire.Message(HeaderEnd.Instance);
        wire.Message(response);
        wire.EndFrame();
        foreach (var piece in wire.Pieces) await stream.WriteAsync(piece, stopping);
        await stream.FlushAsync(stopping);
    }
}
