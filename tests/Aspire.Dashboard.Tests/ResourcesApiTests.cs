using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Dashboard.Tests.Running;

namespace Aspire.Dashboard.Tests;

public sealed class ResourcesApiTests
{
    [Fact]
    public async Task Every_replica_is_listed_apart_with_what_scripts_ask_for()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1), Some.Replica(2), Some.Cache);

        var resources = await running.Client.GetFromJsonAsync<JsonElement>("/api/resources");

        Assert.Equal(["api-1", "api-2", "cache"], resources.EnumerateArray().Select(resource => resource.GetProperty("name").GetString()!));
        var api = resources[0];
        Assert.Equal("api", api.GetProperty("displayName").GetString());
        Assert.Equal("Project", api.GetProperty("type").GetString());
        Assert.Equal("Running", api.GetProperty("state").GetString());
        Assert.Equal("Healthy", api.GetProperty("health").GetString());
        Assert.Equal("/shop/Api/Api.csproj", api.GetProperty("source").GetString());
        Assert.Equal(Some.Start, api.GetProperty("startedAt").GetDateTimeOffset());
        Assert.Equal("http://localhost:5301", api.GetProperty("urls")[0].GetProperty("url").GetString());
        Assert.Equal("orders", api.GetProperty("relationships")[0].GetProperty("resourceName").GetString());
        Assert.Equal("Reference", api.GetProperty("relationships")[0].GetProperty("type").GetString());
        Assert.Equal("Enabled", api.GetProperty("commands")[1].GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_value_of_a_secret_is_nowhere()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1));

        var api = await running.Client.GetFromJsonAsync<JsonElement>("/api/resources/api-1");

        var secret = api.GetProperty("environment")[1];
        Assert.Equal("ConnectionStrings__orders", secret.GetProperty("name").GetString());
        Assert.True(secret.GetProperty("isSecret").GetBoolean());
        Assert.Equal(JsonValueKind.Null, secret.GetProperty("value").ValueKind);
    }

    [Fact]
    public async Task A_kill_is_seen_by_the_next_reader()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1), Some.Cache);
        using var events = await EventReader.OpenAsync(running.Client, "/api/resources/stream");
        await events.ReadAsync();

        running.Application.Update(Some.Killed(Some.Cache));
        await events.ReadAsync();
        var cache = (await running.Client.GetFromJsonAsync<JsonElement>("/api/resources"))[1];

        Assert.Equal("Exited", cache.GetProperty("state").GetString());
        Assert.Equal(137, cache.GetProperty("exitCode").GetInt32());
        Assert.Equal(JsonValueKind.Null, cache.GetProperty("health").ValueKind);
    }

    [Fact]
    public async Task An_unknown_resource_is_answered_with_where_to_look()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache);

        using var answer = await running.Client.GetAsync("/api/resources/api");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains("no resource instance 'api'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
