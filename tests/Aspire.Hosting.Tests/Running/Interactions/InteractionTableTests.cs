using Aspire.Hosting.Running.Interactions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.Tests.Running.Interactions;

public class InteractionTableTests
{
    private readonly InteractionTable _table = new();
    private readonly InputLoader _loader;
    private readonly InteractionAnswers _answers;

    public InteractionTableTests()
    {
        var services = new ServiceCollection().BuildServiceProvider();
        _loader = new InputLoader(_table, services, NullLogger<InputLoader>.Instance);
        _answers = new InteractionAnswers(_table, _loader, services);
    }

    [Fact]
    public async Task A_dialog_stays_open_until_its_values_are_right()
    {
        var open = Open(new InteractionInput { Name = "count", InputType = InputType.Number, Required = true }, context =>
        {
            if (context.Inputs.GetInt32("count") > 5)
            {
                context.AddValidationError("count", "At most 5.");
            }

            return Task.CompletedTask;
        });

        Assert.Equal("A value is needed.", Assert.Single((await AnswerAsync(open, null))!).Message);
        Assert.Contains("number", Assert.Single((await AnswerAsync(open, "many"))!).Message, StringComparison.Ordinal);
        Assert.Equal("At most 5.", Assert.Single((await AnswerAsync(open, "6"))!).Message);
        Assert.Empty((await AnswerAsync(open, "5"))!);
        Assert.Null(await AnswerAsync(open, "4"));
        Assert.Equal("5", open.Inputs["count"].Value);
    }

    [Fact]
    public async Task An_input_is_filled_anew_when_another_changes()
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cities = new InteractionInput
        {
            Name = "city",
            InputType = InputType.Choice,
            DynamicLoading = new InputLoadOptions
            {
                DependsOnInputs = ["country"],
                LoadCallback = context =>
                {
                    context.Input.Options = [new("b", $"capital of {context.AllInputs.GetString("country")}")];
                    loaded.SetResult();
                    return Task.CompletedTask;
                },
            },
        };
        var open = new OpenInteraction(1, InteractionKind.Inputs, "Title", null, new InputsDialogInteractionOptions())
        {
            PrimaryButtonText = "OK",
            Inputs = new([new InteractionInput { Name = "country", InputType = InputType.Text }, cities]),
        };
        _table.Open(open);
        _loader.LoadAtStart(open);
        Assert.Null(cities.Options);

        Assert.True(_answers.Change(1, new Dictionary<string, string?> { ["country"] = "Germany" }));

        await loaded.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal("capital of Germany", cities.Options![0].Value);
    }

    [Fact]
    public void Two_inputs_of_a_dialog_have_different_names()
    {
        var refused = Assert.Throws<ArgumentException>(() => new InteractionInputCollection(
            [new InteractionInput { Name = "a", InputType = InputType.Text }, new InteractionInput { Name = "A", InputType = InputType.Text }]));

        Assert.Contains("'A'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_dashboard_fails_what_is_open_ends_and_nothing_is_opened()
    {
        var open = Open(new InteractionInput { Name = "a", InputType = InputType.Text });

        _table.CloseAll(new InvalidOperationException("No dashboard."));

        await Assert.ThrowsAsync<InvalidOperationException>(() => open.Answer);
        Assert.Throws<InvalidOperationException>(() => Open(new InteractionInput { Name = "a", InputType = InputType.Text }));
    }

    private OpenInteraction Open(InteractionInput input, Func<InputsDialogValidationContext, Task>? validate = null)
    {
        var open = new OpenInteraction(1, InteractionKind.Inputs, "Title", null, new InputsDialogInteractionOptions()) { PrimaryButtonText = "OK", Inputs = new([input]), Validate = validate };
        _table.Open(open);
        return open;
    }

    private Task<IReadOnlyList<InputError>?> AnswerAsync(OpenInteraction open, string? value) =>
        _answers.AnswerAsync(open.Id, InteractionChoice.Primary, new Dictionary<string, string?> { ["count"] = value }, TestContext.Current.CancellationToken);
}
