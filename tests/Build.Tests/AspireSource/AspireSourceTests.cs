namespace Build.Tests.AspireSource;

public sealed class AspireSourceTests
{
    private const string Microsoft = "Microsoft";
    private static readonly string[] _applicationProjects = ["AppHost", "Api", "Api.Tests"];

    public static TheoryData<string> ApplicationProjects => [.. _applicationProjects];

    [Fact]
    public async Task From_microsoft_the_AppHost_asks_for_the_hosting_packages_and_the_sdk_that_brings_the_rest()
    {
        var asked = await Evaluation.OfAsync("AppHost", Microsoft, TestContext.Current.CancellationToken);

        Assert.Equal(["Aspire.Hosting.Kafka", "Aspire.Hosting.PostgreSQL", "Aspire.Hosting.Redis"], asked.AspirePackages.Keys.Order());
        Assert.Equal("13.6.0", asked.AppHostSdkVersion);
        Assert.Equal(["Api/Api.csproj"], asked.Projects);
    }

    [Fact]
    public async Task From_microsoft_the_Api_asks_for_the_client_packages_and_no_hosting_package()
    {
        var asked = await Evaluation.OfAsync("Api", Microsoft, TestContext.Current.CancellationToken);

        Assert.Equal(
            ["Aspire.Confluent.Kafka", "Aspire.Npgsql", "Aspire.StackExchange.Redis", "Aspire.StackExchange.Redis.DistributedCaching", "Aspire.StackExchange.Redis.OutputCaching"],
            asked.AspirePackages.Keys.Order());
        Assert.Equal("", asked.AppHostSdkVersion);
        Assert.Equal(["ServiceDefaults/ServiceDefaults.csproj"], asked.Projects);
    }

    [Fact]
    public async Task From_microsoft_the_tests_ask_for_the_testing_package()
    {
        var asked = await Evaluation.OfAsync("Api.Tests", Microsoft, TestContext.Current.CancellationToken);

        Assert.Equal(["Aspire.Hosting.Testing"], asked.AspirePackages.Keys);
        Assert.Equal(["AppHost/AppHost.csproj"], asked.Projects);
    }

    [Theory, MemberData(nameof(ApplicationProjects))]
    public async Task From_microsoft_every_package_has_one_version_and_nothing_is_ours(string project)
    {
        var asked = await Evaluation.OfAsync(project, Microsoft, TestContext.Current.CancellationToken);

        Assert.NotEmpty(asked.AspirePackages);
        Assert.All(asked.AspirePackages.Values, version => Assert.Equal("13.6.0", version));
        Assert.DoesNotContain(asked.Projects, p => p.StartsWith("src", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(ApplicationProjects))]
    public async Task From_this_repository_every_package_is_a_project_of_the_same_name(string project)
    {
        var microsoft = await Evaluation.OfAsync(project, Microsoft, TestContext.Current.CancellationToken);
        var ours = await Evaluation.OfAsync(project, "This", TestContext.Current.CancellationToken);

        Assert.Empty(ours.AspirePackages);
        Assert.Equal("", ours.AppHostSdkVersion);
        Assert.All(microsoft.AspirePackages.Keys, package => Assert.Contains($"src/{package}/{package}.csproj", ours.Projects));
    }
}
