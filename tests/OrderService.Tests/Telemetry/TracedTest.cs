namespace OrderService.Tests.Telemetry;

/// <summary>A test that shows, if it fails, the traces of its requests.</summary>
public abstract class TracedTest(TracedApplication application) : IAsyncLifetime
{
    private const int Shown = 3;

    protected TracedApplication Application { get; } = application;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            TestContext.Current.TestOutputHelper?.WriteLine(await Application.DescribeLatestAsync(Shown));
    }
}
