namespace AppHosts.Tests;

/// <summary>How long anything may take: a machine that builds at the same time is slow.</summary>
internal static class Limit
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    public static CancellationToken Within() => CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken, new CancellationTokenSource(_limit).Token).Token;
}
