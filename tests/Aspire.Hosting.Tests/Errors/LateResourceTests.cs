using Aspire.Hosting.Running.Console;

namespace Aspire.Hosting.Tests.Errors;

/// <summary>How often somebody is told that a resource is still not ready.</summary>
public class LateResourceTests
{
    [Fact]
    public void It_is_told_soon_and_then_less_and_less_often()
    {
        double[] seconds = [.. Enumerable.Range(0, 5).Select(told => LateResources.Patience(told).TotalSeconds)];

        Assert.Equal([10, 30, 120, 420, 720], seconds);
    }
}
