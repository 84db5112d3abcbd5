using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Running.Application;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Tests.Running.Interactions;

public class MissingParameterTests
{
    [Fact]
    public async Task What_needs_a_missing_value_waits_for_it_and_the_others_run()
    {
        await using var builder = TestApplication.Create();
        var asked = new Answering();
        builder.Services.AddSingleton<IInteractionService>(asked);
        var user = builder.AddParameter("user");
        var connection = builder.AddConnectionString("db", ReferenceExpression.Create($"user={user}"));
        builder.AddShell("service", "echo \"$USER_NAME\"; echo \"$ConnectionStrings__db\"").WithEnvironment("USER_NAME", user).WithReference(connection);
        builder.AddSleeper("other");
        var application = await builder.StartAsync();
        await application.WaitForStateAsync("other", KnownResourceStates.Running);
        await application.WaitForStateAsync("user", KnownResourceStates.ValueMissing);
        await application.WaitForStateAsync("service", KnownResourceStates.Waiting);
        await application.WaitForStateAsync("db", KnownResourceStates.Waiting);

        asked.Enter("user", "alice");
        asked.Answers.SetResult();

        await application.WaitForStateAsync("service", KnownResourceStates.Finished);
        var lines = await application.LinesOfAsync("service");
        Assert.Equal(["alice", "user=alice"], lines.TakeLast(2));
        Assert.Contains("'user'", lines[0], StringComparison.Ordinal);
        await application.WaitForStateAsync("user", KnownResourceStates.Running);
        await application.WaitForStateAsync("db", KnownResourceStates.Running);
        Assert.Contains("'user'", Assert.Single(asked.Notifications), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_empty_is_asked_for_again()
    {
        await using var builder = TestApplication.Create();
        var asked = new Answering();
        builder.Services.AddSingleton<IInteractionService>(asked);
        builder.AddParameter("one");
        builder.AddParameter("two");
        asked.Enter("one", "1");
        asked.Answers.SetResult();
        var application = await builder.StartAsync();
        await application.WaitForStateAsync("one", KnownResourceStates.Running);
        Assert.Equal(KnownResourceStates.ValueMissing, application.StateOf("two").State?.Text);

        asked.Enter("two", "2");

        await application.WaitForStateAsync("two", KnownResourceStates.Running);
    }

    [Fact]
    public async Task Without_a_dashboard_a_missing_value_is_told_in_a_sentence_and_who_needs_it_fails()
    {
        await using var builder = TestApplication.Create();
        var key = builder.AddParameter("api-key", secret: true);
        builder.AddSleeper("service").WithEnvironment("KEY", key);
        builder.AddSleeper("other");

        var application = await builder.StartAsync();

        Assert.False(application.Services.GetRequiredService<IInteractionService>().IsAvailable);
        Assert.Contains("Parameters:api-key", (await application.WaitForStateAsync("service", KnownResourceStates.FailedToStart)).Failure(), StringComparison.Ordinal);
        await application.WaitForStateAsync("api-key", KnownResourceStates.ValueMissing);
        await application.WaitForStateAsync("other", KnownResourceStates.Running);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => application.Services.GetRequiredService<IInteractionService>().PromptConfirmationAsync("Title", "Message", cancellationToken: TestApplication.Within()));
    }

    [Fact]
    public async Task The_set_parameter_command_gives_a_value_and_saves_it_when_it_is_told_to()
    {
        await using var builder = TestApplication.Create();
        var secrets = new KeptInMemory();
        builder.Services.AddSingleton<IInteractionService>(new Answering());
        builder.Services.AddSingleton<IUserSecretsManager>(secrets);
        var region = builder.AddParameter("region");
        builder.AddShell("service", "echo \"$REGION\"").WithEnvironment("REGION", region);
        var application = await builder.StartAsync();
        await application.WaitForStateAsync("service", KnownResourceStates.Waiting);

        var empty = await application.ResourceCommands.ExecuteCommandAsync("region", KnownResourceCommands.SetParameterCommand, TestApplication.Within());
        var set = await application.ResourceCommands.ExecuteCommandAsync("region", KnownResourceCommands.SetParameterCommand, Arguments(("value", "eu"), ("save", "true")), TestApplication.Within());

        Assert.False(empty.Success);
        Assert.True(set.Success, set.ErrorMessage);
        Assert.DoesNotContain("eu", set.Message!.Replace("region", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await application.WaitForStateAsync("service", KnownResourceStates.Finished);
        Assert.Equal("eu", (await application.LinesOfAsync("service"))[^1]);
        Assert.Equal("eu", secrets.Values["Parameters:region"]);

        await application.ResourceCommands.ExecuteCommandAsync("region", KnownResourceCommands.DeleteParameterCommand, TestApplication.Within());
        await application.WaitForStateAsync("region", KnownResourceStates.ValueMissing);
        Assert.Empty(secrets.Values);
    }

    [Fact]
    public async Task A_custom_input_says_what_can_be_entered()
    {
        await using var builder = TestApplication.Create();
        builder.Services.AddSingleton<IInteractionService>(new Answering());
        builder.AddParameter("count").WithCustomInput(parameter => new InteractionInput { Name = "anything", Label = "How many", InputType = InputType.Number });
        var application = await builder.StartAsync();

        var refused = await application.ResourceCommands.ExecuteCommandAsync("count", KnownResourceCommands.SetParameterCommand, Arguments(("value", "many")), TestApplication.Within());
        var taken = await application.ResourceCommands.ExecuteCommandAsync("count", KnownResourceCommands.SetParameterCommand, Arguments(("value", "3")), TestApplication.Within());

        Assert.Contains("number", refused.ErrorMessage, StringComparison.Ordinal);
        Assert.True(taken.Success);
    }

    private static InteractionInputCollection Arguments(params (string Name, string Value)[] values) =>
        new([.. values.Select(one => new InteractionInput { Name = one.Name, InputType = InputType.Text, Value = one.Value })]);

    private sealed class KeptInMemory : IUserSecretsManager
    {
        public Dictionary<string, string> Values { get; } = [];

        public bool IsAvailable => true;

        public string FilePath => "";

        public bool TrySetSecret(string name, string value) => (Values[name] = value) is not null;

        public bool TryDeleteSecret(string name) => Values.Remove(name);

        public void GetOrSetSecret(IConfigurationManager configuration, string name, Func<string> valueGenerator) => configuration[name] = Values[name] = valueGenerator();
    }
}
