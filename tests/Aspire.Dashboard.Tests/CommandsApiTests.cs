using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Dashboard.Resources;
using Aspire.Dashboard.Tests.Running;

namespace Aspire.Dashboard.Tests;

public sealed class CommandsApiTests
{
    [Theory]
    [InlineData("resource-restart")]
    [InlineData("restart")]
    public async Task A_command_is_carried_out_and_its_result_given_back(string name)
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1));
        running.Application.Answer = (resource, command) => new ResourceCommandResult(true, $"{resource}: {command} done.");

        using var answer = await running.Client.PostAsync($"/api/resources/api-1/commands/{name}", content: null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var result = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(result.GetProperty("succeeded").GetBoolean());
        Assert.Equal("api-1: resource-restart done.", result.GetProperty("message").GetString());
        Assert.Equal([("api-1", "resource-restart")], running.Application.Executed);
    }

    [Theory]
    [InlineData("nobody", "restart", HttpStatusCode.NotFound, "no resource instance 'nobody'")]
    [InlineData("api-1", "explode", HttpStatusCode.NotFound, "It has: resource-start, resource-stop, resource-restart.")]
    [InlineData("api-1", "start", HttpStatusCode.Conflict, "Possible now: resource-stop, resource-restart.")]
    public async Task What_cannot_be_done_is_said_in_a_sentence_and_not_tried(string resource, string command, HttpStatusCode status, string detail)
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1));

        using var answer = await running.Client.PostAsync($"/api/resources/{resource}/commands/{command}", content: null);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(detail, await Detail(answer), StringComparison.Ordinal);
        Assert.Empty(running.Application.Executed);
    }

    [Fact]
    public async Task A_command_that_fails_says_why()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1));
        running.Application.Answer = (_, _) => new ResourceCommandResult(false, "api-1: port 5301 is taken by another process.");

        using var answer = await running.Client.PostAsync("/api/resources/api-1/commands/restart", content: null);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("api-1: port 5301 is taken by another process.", await Detail(answer));
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")] // Another port of localhost counts as the same site.
    public async Task A_page_of_another_site_cannot_send_commands(string header, string value)
    {
        await using var running = await RunningDashboard.StartAsync(new DashboardOptions { AuthMode = DashboardAuthMode.Unsecured }, Some.Replica(1));
        using var client = running.NewClient();
        client.DefaultRequestHeaders.Add(header, value);

        using var answer = await client.PostAsync("/api/resources/api-1/commands/stop", content: null);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("own page", await Detail(answer), StringComparison.Ordinal);
        Assert.Empty(running.Application.Executed);
    }

    [Fact]
    public async Task A_program_needs_no_header_where_no_token_is_asked_for()
    {
        await using var running = await RunningDashboard.StartAsync(new DashboardOptions { AuthMode = DashboardAuthMode.Unsecured }, Some.Replica(1));
        using var client = running.NewClient();

        using var answer = await client.PostAsync("/api/resources/api-1/commands/stop", content: null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal([("api-1", "resource-stop")], running.Application.Executed);
    }

    private static async Task<string?> Detail(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString();
}
