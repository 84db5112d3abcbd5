namespace Containers.Tests.Running;

/// <summary>What an engine holds of a run.</summary>
internal static class EngineState
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task<string> OfRunAsync(string run)
    {
        var label = $"label=dev.aspire.run={run}";
        return string.Join(' ', (await Task.WhenAll(
            Engine.AskAsync("ps", "-a", "-q", "--filter", label),
            Engine.AskAsync("network", "ls", "-q", "--filter", label),
            Engine.AskAsync("volume", "ls", "-q", "--filter", label))).Where(one => one.Length > 0));
    }

    /// <summary>Asks until nothing of the run is left.</summary>
    public static async Task NothingIsLeftAsync(string run)
    {
        Assert.NotEmpty(run);
        var began = TimeProvider.System.GetTimestamp();
        string left;
        while ((left = await OfRunAsync(run)).Length > 0)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Limit, $"Left of run {run}: {left}");
        }
    }
}
