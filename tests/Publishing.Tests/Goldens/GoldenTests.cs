namespace Publishing.Tests.Goldens;

public sealed class GoldenTests
{
    /// <summary>Names one golden manifest to be written anew. Read the difference before it is committed.</summary>
    private const string RenewVariable = "RENEW_GOLDEN";

    public static TheoryData<string> Names => [.. GoldenManifest.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_manifest_is_the_golden_one(string name)
    {
        var golden = new GoldenManifest(name);
        using var host = golden.Compile();
        var manifest = await host.PublishAsync(TestContext.Current.CancellationToken);
        if (Environment.GetEnvironmentVariable(RenewVariable) == name)
            golden.Expected = manifest;
        Assert.Equal(golden.Expected, manifest);
    }
}
