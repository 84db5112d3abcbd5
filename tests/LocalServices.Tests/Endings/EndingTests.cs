namespace LocalServices.Tests.Endings;

/// <summary>Whatever ends the AppHost, nothing is left.</summary>
public sealed class EndingTests : IDisposable
{
    private const string Up = "Up after";

    private readonly Home _home;

    public EndingTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What an AppHost left is looked for in /proc, which only Linux has.");
        _home = new Home();
    }

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(Machine.Interrupt)]
    [InlineData(Machine.Terminate)]
    [InlineData(Machine.HangUp)]
    public async Task A_signal_stops_the_application_in_order(int signal)
    {
        var appHost = new AppHostProcess(_home, "quiet");
        await appHost.LineAsync(Up);

        appHost.Send(signal);

        Assert.Equal(0, (await appHost.EndedAsync()).Code);
        Assert.Contains("worker     stopped", appHost.Output, StringComparison.Ordinal);
        Assert.EndsWith("Stopped.", appHost.Output.TrimEnd(), StringComparison.Ordinal);
        await _home.WaitUntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_signal_while_the_application_starts_ends_it_without_a_stack_trace()
    {
        var appHost = new AppHostProcess(_home, "deaf handler");
        await appHost.LineAsync("does not listen");

        appHost.Send(Machine.Interrupt);
        await appHost.LineAsync("worker     stopped");
        await SendAgainAsync(appHost, Machine.Interrupt);

        Assert.Equal(130, (await appHost.EndedAsync()).Code);
        Assert.DoesNotContain("   at ", appHost.Output, StringComparison.Ordinal);
        await _home.WaitUntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task What_does_not_stop_within_the_limit_is_killed_and_named()
    {
        var appHost = new AppHostProcess(_home, "deaf", "--Aspire:StopTimeout=1");
        await appHost.LineAsync(Up);

        appHost.Send(Machine.Terminate);

        Assert.Equal(0, (await appHost.EndedAsync()).Code);
        Assert.Contains(
            "Killed, because they had not ended in time: 'deaf'. An application has 1 seconds to stop; the setting Aspire:StopTimeout gives it more.",
            appHost.Output, StringComparison.Ordinal);
        Assert.Contains("deaf       stopped: it did not end when it was asked to, and was killed", appHost.Output, StringComparison.Ordinal);
        Assert.Contains("worker     stopped", appHost.Output, StringComparison.Ordinal);
        await _home.WaitUntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task The_code_of_an_author_that_does_not_listen_does_not_keep_the_application_from_stopping()
    {
        var appHost = new AppHostProcess(_home, "deaf handler", "--Aspire:StopTimeout=1");
        await appHost.LineAsync("does not listen");

        appHost.Send(Machine.Terminate);

        Assert.Equal(0, (await appHost.EndedAsync()).Code);
        Assert.Contains("had not ended in time: 'late'", appHost.Output, StringComparison.Ordinal);
        await _home.WaitUntilNothingIsLeftAsync();
    }

    [Theory]
    [InlineData(Machine.Interrupt, 130)]
    [InlineData(Machine.Terminate, 143)]
    public async Task The_second_signal_ends_everything_at_once(int signal, int exitCode)
    {
        var appHost = new AppHostProcess(_home, "deaf", "--Aspire:StopTimeout=600");
        await appHost.LineAsync(Up);

        appHost.Send(signal);
        await appHost.LineAsync("worker     stopped");
        await SendAgainAsync(appHost, signal);

        Assert.Equal(exitCode, (await appHost.EndedAsync()).Code);
        await _home.WaitUntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task Signals_of_one_instant_are_one()
    {
        var appHost = new AppHostProcess(_home, "quiet");
        await appHost.LineAsync(Up);

        appHost.Send(Machine.Terminate);
        appHost.Send(Machine.HangUp);

        Assert.Equal(0, (await appHost.EndedAsync()).Code);
        await _home.WaitUntilNothingIsLeftAsync();
    }

    [Theory]
    [InlineData("hosted service")]
    [InlineData("start of a hosted service")]
    [InlineData("event before the start")]
    [InlineData("event after the start")]
    [InlineData("thread")]
    [InlineData("main")]
    [InlineData("exit")]
    [InlineData("fail fast")]
    public async Task A_mistake_in_the_code_of_the_author_leaves_nothing(string place)
    {
        var appHost = new AppHostProcess(_home, place);

        var exit = await appHost.EndedAsync();

        Assert.NotEqual(0, exit.Code);
        Assert.True(place == "exit" || appHost.Output.Contains("a mistake", StringComparison.Ordinal), appHost.Output);
        await _home.WaitUntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_wrong_limit_is_explained()
    {
        var appHost = new AppHostProcess(_home, "quiet", "--Aspire:StopTimeout=soon");

        Assert.Equal(1, (await appHost.EndedAsync()).Code);
        Assert.Equal("The setting Aspire:StopTimeout is 'soon'. It is a number of seconds, up to 86400; 30 is the default.", appHost.Output.Trim());
    }

    // What comes within an instant of the first signal does not count, so it is sent until it does.
    private static async Task SendAgainAsync(AppHostProcess appHost, int signal)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        await pause.WaitForNextTickAsync();
        appHost.Send(signal);
    }
}
