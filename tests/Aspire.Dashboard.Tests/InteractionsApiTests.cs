using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Aspire.Dashboard.Interactions;
using Aspire.Dashboard.Resources;
using Aspire.Dashboard.Tests.Running;

namespace Aspire.Dashboard.Tests;

public sealed class InteractionsApiTests
{
    private static readonly Interaction _question = new()
    {
        Id = 7,
        Kind = InteractionKind.Inputs,
        Title = "Enter missing values",
        PrimaryText = "Set",
        Inputs = [new InputField { Name = "key", Label = "api-key", Kind = InputKind.Secret }],
    };

    [Fact]
    public async Task What_is_asked_is_in_the_stream_until_it_is_answered()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache);
        using var events = await EventReader.OpenAsync(running.Client, "/api/resources/stream");

        running.Application.Interactions.Open(_question);
        var asked = await events.ReadInteractionsAsync(open => open.GetArrayLength() == 1);
        using var answer = await running.Client.PostAsJsonAsync("/api/interactions/7", new { choice = "Primary", values = new { key = "typed" } });

        Assert.Equal("api-key", asked[0].GetProperty("inputs")[0].GetProperty("label").GetString());
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await events.ReadInteractionsAsync(open => open.GetArrayLength() == 0);
        var (id, choice, values) = Assert.Single(running.Application.Interactions.Answers);
        Assert.Equal((7, InteractionChoice.Primary, "typed"), (id, choice, values["key"]));
    }

    [Fact]
    public async Task A_value_that_cannot_be_taken_is_named_and_the_question_stays()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache);
        running.Application.Interactions.Check = _ => [new InputProblem("key", "It has to begin with sk-.")];
        await OpenAsync(running);

        using var answer = await running.Client.PostAsJsonAsync("/api/interactions/7", new { choice = "Primary", values = new { key = "typed" } });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("It has to begin with sk-.", problem.GetProperty("inputs")[0].GetProperty("message").GetString());
        Assert.Equal(1, (await running.Client.GetFromJsonAsync<JsonElement>("/api/interactions")).GetArrayLength());
    }

    [Fact]
    public async Task The_second_answer_is_told_that_there_was_one()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache);
        await OpenAsync(running);

        using var first = await running.Client.PostAsJsonAsync("/api/interactions/7", new { choice = "Dismiss" });
        using var second = await running.Client.PostAsJsonAsync("/api/interactions/7", new { choice = "Primary" });

        Assert.Equal(HttpStatusCode.NoContent, first.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, second.StatusCode);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"choice\":\"Explode\"}")]
    [InlineData("null")]
    public async Task What_cannot_be_read_is_refused_without_being_repeated(string body)
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache);

        using var answer = await running.Client.PostAsync("/api/interactions/7", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("Explode", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_answer()
    {
        await using var running = await RunningDashboard.StartAsync(new DashboardOptions { BrowserToken = RunningDashboard.Token, AuthMode = DashboardAuthMode.Unsecured }, Some.Cache);
        running.Application.Interactions.Open(_question);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/interactions/7") { Content = JsonContent.Create(new { choice = "Primary" }) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var client = running.NewClient();
        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(running.Application.Interactions.Answers);
    }

    [Fact]
    public async Task A_command_receives_its_arguments_and_says_which_are_wrong()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1));
        running.Application.Answer = (_, _) => new ResourceCommandResult(false) { Problems = [new InputProblem("value", "A value is needed.")] };

        using var answer = await running.Client.PostAsJsonAsync("/api/resources/api-1/commands/restart", new { arguments = new { value = "typed" } });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("typed", Assert.Single(running.Application.Arguments)["value"]);
    }

    private static async Task OpenAsync(RunningDashboard running)
    {
        using var events = await EventReader.OpenAsync(running.Client, "/api/resources/stream");
        running.Application.Interactions.Open(_question);
        await events.ReadInteractionsAsync(open => open.GetArrayLength() == 1);
    }
}
