using Aspire.Dashboard.Resources;
using Aspire.Dashboard.ResourceService;
using Aspire.Dashboard.Tests.Otlp;
using Aspire.Dashboard.Tests.Running;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;

namespace Aspire.Dashboard.Tests.ResourceService;

/// <summary>What another dashboard asks for, asked with a gRPC client that is not ours.</summary>
public sealed class DashboardServiceTests
{
    private const string Key = "the-key-of-the-other-dashboard";

    private static readonly DashboardOptions Options = new() { BrowserToken = RunningDashboard.Token, ApplicationName = "Shop", ResourceService = new("http://127.0.0.1:0", Key) };

    [Fact]
    public async Task The_application_tells_its_name()
    {
        await using var running = await RunningDashboard.StartAsync(Options, Some.Cache);
        using var channel = GrpcChannel.ForAddress(running.Dashboard.ResourceServiceUrl!);

        Assert.Equal("Shop", (await AskAsync(channel, "GetApplicationInformation", new Message())).Text(1));
    }

    [Fact]
    public async Task Resources_come_as_they_are_and_then_as_they_change()
    {
        await using var running = await RunningDashboard.StartAsync(Options, Some.Replica(1), Some.Cache);
        using var channel = GrpcChannel.ForAddress(running.Dashboard.ResourceServiceUrl!);
        using var call = Follow(channel, "WatchResources", new Message());

        var all = (await NextAsync(call)).Message(1).Messages(1);
        Assert.Equal(["api-1", "cache"], all.Select(resource => resource.Text(1)));
        var api = all[0];
        Assert.Equal(("Project", "api", "Running", "success"), (api.Text(2), api.Text(3), api.Text(5), api.Text(14)));
        Assert.Equal(["OTEL_SERVICE_NAME=api", "ConnectionStrings__orders="], api.Messages(7).Select(variable => $"{variable.Text(1)}={variable.Text(2)}"));
        Assert.Equal(["resource-start", "resource-stop", "resource-restart"], api.Messages(11).Select(command => command.Text(1)));
        Assert.Equal([2ul, 0ul, 0ul], api.Messages(11).Select(command => command.Number(9)));
        Assert.Contains("resource.source=/shop/Api/Api.csproj", api.Messages(12).Select(property => $"{property.Text(1)}={property.Message(3).Text(3)}"));
        Assert.Equal("http://localhost:5301", api.Message(13).Text(2));
        Assert.Equal(2ul, api.Message(18).Number(1));
        Assert.Equal(["orders Reference", "cache WaitFor"], api.Messages(19).Select(relationship => $"{relationship.Text(1)} {relationship.Text(2)}"));
        Assert.Equal((ulong)Some.Start.ToUnixTimeSeconds(), api.Message(15).Number(1));

        running.Application.Update(Some.Killed(Some.Cache));
        var changed = (await NextAsync(call)).Message(2).Message(1).Message(2);
        Assert.Equal(("cache", "Exited"), (changed.Text(1), changed.Text(5)));

        running.Application.Remove("cache");
        Assert.Equal("cache", (await NextAsync(call)).Message(2).Message(1).Message(1).Text(1));
    }

    [Fact]
    public async Task A_console_is_read_from_its_first_line_and_followed()
    {
        await using var running = await RunningDashboard.StartAsync(Options, Some.Cache);
        using var channel = GrpcChannel.ForAddress(running.Dashboard.ResourceServiceUrl!);
        running.Application.LogOf("cache").Write("Ready to accept connections");
        using var call = Follow(channel, "WatchResourceConsoleLogs", new Message().With(1, "cache"));

        Assert.EndsWith("Ready to accept connections", (await NextAsync(call)).Message(1).Text(1), StringComparison.Ordinal);

        running.Application.LogOf("cache").Write("Asynchronous AOF fsync is taking too long");
        var line = (await NextAsync(call)).Message(1);
        Assert.EndsWith("taking too long", line.Text(1), StringComparison.Ordinal);
        Assert.Equal(2ul, line.Number(3));
    }

    [Fact]
    public async Task A_command_is_carried_out_and_a_failure_tells_why()
    {
        await using var running = await RunningDashboard.StartAsync(Options, Some.Cache);
        using var channel = GrpcChannel.ForAddress(running.Dashboard.ResourceServiceUrl!);
        var request = new Message().With(1, "resource-restart").With(2, "cache").With(3, "Container");

        Assert.Equal(1ul, (await AskAsync(channel, "ExecuteResourceCommand", request)).Number(1));
        Assert.Equal([("cache", "resource-restart")], running.Application.Executed);

        running.Application.Answer = (_, _) => new ResourceCommandResult(false, "cache: its port is taken.");
        var failed = await AskAsync(channel, "ExecuteResourceCommand", request);
        Assert.Equal((2ul, "cache: its port is taken."), (failed.Number(1), failed.Text(2)));
    }

    [Theory]
    [InlineData("WatchResourceConsoleLogs", Key, StatusCode.NotFound)]
    [InlineData("ExecuteResourceCommand", Key, StatusCode.NotFound)]
    [InlineData("WatchInteractions", Key, StatusCode.Unimplemented)]
    [InlineData("GetApplicationInformation", "another-key", StatusCode.Unauthenticated)]
    [InlineData("GetApplicationInformation", null, StatusCode.Unauthenticated)]
    public async Task Who_asks_wrongly_is_told_why(string method, string? key, StatusCode status)
    {
        await using var running = await RunningDashboard.StartAsync(Options, Some.Cache);
        using var channel = GrpcChannel.ForAddress(running.Dashboard.ResourceServiceUrl!);

        var refused = await Assert.ThrowsAsync<RpcException>(() => AskAsync(channel, method, new Message().With(1, "nobody").With(2, "nobody"), key));

        Assert.Equal(status, refused.StatusCode);
        Assert.NotEmpty(refused.Status.Detail);
        Assert.DoesNotContain(Key, refused.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("the-key", null, true)]
    [InlineData(null, "Unsecured", true)]
    public void It_is_served_where_the_other_dashboard_can_know_the_key(string? key, string? mode, bool isServed)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = "http://localhost:22000",
            ["AppHost:ResourceService:ApiKey"] = key,
            ["AppHost:ResourceService:AuthMode"] = mode,
        }).Build();

        Assert.Equal(isServed ? new ResourceServiceOptions("http://localhost:22000", key) : null, DashboardOptions.FromConfiguration(configuration).ResourceService);
    }

    private static async Task<Received> AskAsync(GrpcChannel channel, string method, Message request, string? key = Key) =>
        new(await channel.CreateCallInvoker().AsyncUnaryCall(Method(method, MethodType.Unary), null, With(key), request.Bytes));

    private static AsyncServerStreamingCall<byte[]> Follow(GrpcChannel channel, string method, Message request) =>
        channel.CreateCallInvoker().AsyncServerStreamingCall(Method(method, MethodType.ServerStreaming), null, With(Key), request.Bytes);

    private static async Task<Received> NextAsync(AsyncServerStreamingCall<byte[]> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(RunningDashboard.Limit));
        return new Received(call.ResponseStream.Current);
    }

    private static CallOptions With(string? key) =>
        new(key is null ? [] : new Metadata { { "x-resource-service-api-key", key } }, cancellationToken: RunningDashboard.Limit);

    private static Method<byte[], byte[]> Method(string name, MethodType type)
    {
        var asItIs = Marshallers.Create(message => message, message => message);
        return new Method<byte[], byte[]>(type, "aspire.v1.DashboardService", name, asItIs, asItIs);
    }
}
