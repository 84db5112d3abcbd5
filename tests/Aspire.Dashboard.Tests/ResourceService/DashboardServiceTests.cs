using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Dashboard.Resources;
using Aspire.Dashboard.ResourceService;
using Aspire.Dashboard.Tests.Application;
using Aspire.Dashboard.Tests.Otlp;
using Aspire.Dashboard.Tests.Running;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
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

        var request = new Message().With(1, "nobody");
        if (method == "ExecuteResourceCommand")
            request.With(2, "nobody");

        var refused = await Assert.ThrowsAsync<RpcException>(() => AskAsync(channel, method, request, key));

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

    [Theory]
    [InlineData("ApiKey", "AppHost:ResourceService:ApiKey")]
    [InlineData("Certificate", "Set it to ApiKey or Unsecured")]
    public void A_mode_that_it_cannot_have_is_refused(string mode, string remedy)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DOTNET_RESOURCE_SERVICE_ENDPOINT_URL"] = "http://localhost:22000",
            ["AppHost:ResourceService:AuthMode"] = mode,
        }).Build();

        var refused = Assert.Throws<DashboardException>(() => DashboardOptions.FromConfiguration(configuration));

        Assert.Contains("AppHost:ResourceService:AuthMode", refused.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_reads_a_console_for_a_dashboard_that_has_gone()
    {
        await using var running = await RunningDashboard.StartAsync(Options, Some.Cache);
        using var channel = GrpcChannel.ForAddress(running.Dashboard.ResourceServiceUrl!);
        running.Application.LogOf("cache").Write("Ready to accept connections");
        using (var call = Follow(channel, "WatchResourceConsoleLogs", new Message().With(1, "cache")))
        {
            await NextAsync(call);
            Assert.Equal(1, running.Application.LogOf("cache").Readers);
        }

        await running.Application.LogOf("cache").LastReaderLeft.WaitAsync(RunningDashboard.Limit);
    }

    [Fact]
    public async Task Nothing_else_is_served_at_its_address()
    {
        await using var running = await RunningDashboard.StartAsync(Options, Some.Cache);
        using var client = new HttpClient { DefaultRequestVersion = new Version(2, 0), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        client.DefaultRequestHeaders.Authorization = new("Bearer", RunningDashboard.Token);

        using var answer = await client.GetAsync($"{running.Dashboard.ResourceServiceUrl}/api/resources", RunningDashboard.Limit);

        Assert.Empty(await answer.Content.ReadAsStringAsync(RunningDashboard.Limit));
        Assert.Equal("16", Assert.Single(answer.Headers.GetValues("grpc-status")));
    }

    /// <summary>What the settings of an AppHost come to.</summary>
    [Fact]
    public async Task A_running_application_is_told_of_and_commanded()
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        await using var shown = await ShownApplication.StartAsync(builder =>
        {
            builder.Configuration["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = address;
            builder.Configuration["AppHost:ResourceService:ApiKey"] = Key;
            builder.AddExecutable("worker", "/bin/sh", "/", "-c", "echo at work; exec sleep 1000").WithEnvironment("PASSWORD", builder.AddParameter("password", "never-shown", secret: true));
        });
        await shown.WaitAsync("worker", KnownResourceStates.Running);
        using var channel = GrpcChannel.ForAddress(address);
        using var watch = Follow(channel, "WatchResources", new Message());
        var worker = (await NextAsync(watch)).Message(1).Messages(1).Single(resource => resource.Text(3) == "worker");
        Assert.Equal(("Executable", "Running"), (worker.Text(2), worker.Text(5)));
        Assert.DoesNotContain("never-shown", string.Join(' ', worker.Messages(7).Select(variable => variable.Text(2))), StringComparison.Ordinal);

        using var console = Follow(channel, "WatchResourceConsoleLogs", new Message().With(1, worker.Text(1)!));
        var lines = new List<string?>();
        while (!lines.Exists(line => line!.EndsWith("at work", StringComparison.Ordinal)))
            lines.AddRange((await NextAsync(console)).Messages(1).Select(line => line.Text(1)));

        var stopped = await AskAsync(channel, "ExecuteResourceCommand", new Message().With(1, "resource-stop").With(2, worker.Text(1)!).With(3, "Executable"));
        Assert.Equal((1ul, null), (stopped.Number(1), stopped.Text(2)));
        await shown.WaitAsync("worker", KnownResourceStates.Exited);
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

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
