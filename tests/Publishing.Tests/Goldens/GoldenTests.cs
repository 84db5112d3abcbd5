namespace Publishing.Tests.Goldens;

public sealed class GoldenTests
{
    public static TheoryData<string> Names => [.. GoldenManifest.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_manifest_is_the_golden_one(string name)
    {
        var golden = new GoldenManifest(name);
        using var host = golden.Compile();
        var manifest = await host.PublishAsync(TestContext.Current.CancellationToken);
        Assert.Equal(GoldenManifest.Comparable(golden.Expected), GoldenManifest.Comparable(manifest));
    }
}
