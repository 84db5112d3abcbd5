using System.Security.Cryptography;
using System.Text;
using Aspire.Dashboard.Api;
using Aspire.Dashboard.Grpc;
using Aspire.Dashboard.Otlp.Wire;
using Aspire.Dashboard.Resources;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.ResourceService;

/// <summary><c>aspire.v1.DashboardService</c>: what another dashboard, such as Microsoft's, asks an AppHost for.</summary>
internal sealed class DashboardService(DashboardOptions options, ResourceBoard board, IResourceLogs logs, IResourceCommands commands, StoppingToken stopping)
{
    internal const string ApiKeyHeader = "x-resource-service-api-key";

    private const string Name = "/aspire.v1.DashboardService/";

    private readonly byte[]? _key = options.ResourceService?.ApiKey is { } key ? SHA256.HashData(Encoding.UTF8.GetBytes(key)) : null;

    internal async Task HandleAsync(HttpContext context)
    {
        var call = new GrpcCall(context);
        using var end = stopping.LinkTo(context.RequestAborted);
        try
        {
            Authenticate(call);
            await AnswerAsync(call, end.Token).ConfigureAwait(false);
            call.End(GrpcStatus.Ok);
        }
        catch (GrpcRefusal refusal)
        {
            call.End(refusal.Status, refusal.Message);
        }
        catch (WireFormatException broken)
        {
            call.End(GrpcStatus.InvalidArgument, broken.Message);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            call.End(GrpcStatus.Ok);   // the application ends, and with it what there was to tell
        }
        catch (OperationCanceledException)
        {
            // Nobody listens any more.
        }
    }

    private void Authenticate(GrpcCall call)
    {
        if (_key is not null && !CryptographicOperations.FixedTimeEquals(_key, SHA256.HashData(Encoding.UTF8.GetBytes(call.Header(ApiKeyHeader)))))
            throw new GrpcRefusal(GrpcStatus.Unauthenticated, $"The header {ApiKeyHeader} does not hold the key that AppHost:ResourceService:ApiKey sets. DASHBOARD__RESOURCESERVICECLIENT__APIKEY gives it to a dashboard.");
    }

    private async Task AnswerAsync(GrpcCall call, CancellationToken cancellationToken)
    {
        var method = call.Path.StartsWith(Name, StringComparison.Ordinal) ? call.Path[Name.Length..] : call.Path;
        var request = await call.ReadAsync(cancellationToken).ConfigureAwait(false);
        await board.Ready.WaitAsync(cancellationToken).ConfigureAwait(false);
        switch (method)
        {
            case "GetApplicationInformation":
                await call.WriteAsync(new ProtobufWriter().Text(1, options.ApplicationName).Bytes, cancellationToken).ConfigureAwait(false);
                break;
            case "WatchResources":
                await WatchResourcesAsync(call, cancellationToken).ConfigureAwait(false);
                break;
            case "WatchResourceConsoleLogs":
                await WatchConsoleAsync(call, request, cancellationToken).ConfigureAwait(false);
                break;
            case "ExecuteResourceCommand":
                await ExecuteAsync(call, request, cancellationToken).ConfigureAwait(false);
                break;
            default:
                throw new GrpcRefusal(GrpcStatus.Unimplemented, $"{call.Path} is not served; application information, resources, console logs and commands are.");
        }
    }

    private async Task WatchResourcesAsync(GrpcCall call, CancellationToken cancellationToken)
    {
        await call.BeginAsync(cancellationToken).ConfigureAwait(false);
        var now = board.ReadAll();
        await call.WriteAsync(ResourceMessages.Initial(now.Changes.Select(change => change.Resource).OfType<ResourceSnapshot>()).Bytes, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            await now.Next.WaitAsync(cancellationToken).ConfigureAwait(false);
            now = board.ReadSince(now.Sequence)!;
            if (!now.Changes.IsEmpty)
                await call.WriteAsync(ResourceMessages.Changes(now.Changes).Bytes, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WatchConsoleAsync(GrpcCall call, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        var (name, isEnough) = ReadConsoleRequest(request.Span);
        var resource = Find(name);
        await call.BeginAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var lines in logs.ReadAsync(resource.Name, follow: !isEnough, cancellationToken).ConfigureAwait(false))
            await call.WriteAsync(ResourceMessages.Lines(lines).Bytes, cancellationToken).ConfigureAwait(false);
    }

    private async Task ExecuteAsync(GrpcCall call, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        var (name, resourceName) = ReadCommandRequest(request.Span);
        var resource = Find(resourceName);
        var command = resource.Commands.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new GrpcRefusal(GrpcStatus.NotFound, $"{resource.Name} has no command '{name}'.");
        var result = command.State == ResourceCommandState.Enabled
            ? await commands.ExecuteAsync(resource.Name, command.Name, new Dictionary<string, string?>(), cancellationToken).ConfigureAwait(false)
            : new ResourceCommandResult(false, $"{resource.Name} is {resource.State ?? "in no known state"}, so that '{command.Name}' is not possible now.");
        await call.WriteAsync(ResourceMessages.Result(result).Bytes, cancellationToken).ConfigureAwait(false);
    }

    private ResourceSnapshot Find(string name) => board.Find(name) ?? throw new GrpcRefusal(GrpcStatus.NotFound, $"There is no resource '{name}'.");

    /// <summary><c>WatchResourceConsoleLogsRequest</c>: the resource, and whether what is there is enough.</summary>
    private static (string Name, bool IsEnough) ReadConsoleRequest(ReadOnlySpan<byte> message)
    {
        var (name, isEnough) = ("", false);
        for (var reader = new WireReader(message); reader.MoveNext();)
        {
            if (reader.Field == 1)
                name = Encoding.UTF8.GetString(reader.ReadBytes());
            else if (reader.Field == 2)
                isEnough = reader.ReadVarint() != 0;
            else
                reader.Skip();
        }
        return (name, isEnough);
    }

    /// <summary><c>ResourceCommandRequest</c>: the command, and the resource.</summary>
    private static (string Command, string Resource) ReadCommandRequest(ReadOnlySpan<byte> message)
    {
        var (command, resource) = ("", "");
        for (var reader = new WireReader(message); reader.MoveNext();)
        {
            if (reader.Field == 1)
                command = Encoding.UTF8.GetString(reader.ReadBytes());
            else if (reader.Field == 2)
                resource = Encoding.UTF8.GetString(reader.ReadBytes());
            else
                reader.Skip();
        }
        return (command, resource);
    }
}
