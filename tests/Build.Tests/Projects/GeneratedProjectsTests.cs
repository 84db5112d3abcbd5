namespace Build.Tests.Projects;

public sealed class GeneratedProjectsTests(ShopAppHost shop) : IClassFixture<ShopAppHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_referenced_project_is_a_class_that_knows_the_path_of_the_project()
    {
        var report = await shop.RunAsync("Debug", Cancel);

        Assert.Equal(shop.Path("web-front.end/web-front.end.csproj"), report.Web);
        Assert.Equal(shop.Path("Worker/Worker.csproj"), report.Worker);
    }

    [Fact]
    public async Task The_AppHost_has_a_class_in_its_own_assembly_and_knows_where_it_is()
    {
        var report = await shop.RunAsync("Debug", Cancel);

        Assert.Equal(shop.Path("Shop.AppHost"), report.AppHost);
        Assert.Equal(shop.Path("Shop.AppHost"), report.Metadata["apphostprojectpath"]);
        Assert.Equal("Shop.AppHost.csproj", report.Metadata["apphostprojectname"]);
        Assert.Equal("obj/", report.Metadata["apphostprojectbaseintermediateoutputpath"]);
        Assert.Equal("Aspire.Hosting.Dashboard.DashboardHost, Aspire.Hosting.AppHost", report.Metadata["aspiredashboard"]);
    }

    [Theory]
    [InlineData("web-front.end/web-front.end.csproj", "web-front.end/bin/Debug/net10.0/web-front.end.dll")]
    [InlineData("Worker/Worker.csproj", "Worker/bin/Debug/net10.0/shop-worker.dll")]
    public async Task The_AppHost_knows_the_build_output_of_each_project(string project, string output)
    {
        var report = await shop.RunAsync("Debug", Cancel);

        Assert.Equal(shop.Path(output), report.Metadata[$"aspireprojectoutput:{shop.Path(project)}"]);
        Assert.True(File.Exists(shop.Path(output)), $"{output} was not built with the AppHost");
    }

    [Fact]
    public async Task A_build_in_another_configuration_knows_the_outputs_of_that_configuration()
    {
        await shop.BuildAsync("Release", Cancel);
        var report = await shop.RunAsync("Release", Cancel);

        Assert.Equal(
            shop.Path("Worker/bin/Release/net10.0/shop-worker.dll"),
            report.Metadata[$"aspireprojectoutput:{shop.Path("Worker/Worker.csproj")}"]);
    }

    [Fact]
    public async Task A_reference_that_is_no_resource_is_used_as_an_assembly()
    {
        var report = await shop.RunAsync("Debug", Cancel);

        Assert.Equal("shop", report.Shared);
        Assert.Single(report.Metadata.Keys, k => k.EndsWith("Worker.csproj", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Metadata.Keys, k => k.EndsWith("Shared.csproj", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_of_the_projects_it_runs_lies_beside_the_AppHost()
    {
        var files = Directory.EnumerateFiles(shop.OutputFolder("Debug"), "*", SearchOption.AllDirectories).Select(Path.GetFileName).ToList();

        Assert.Contains("Shared.dll", files);
        Assert.DoesNotContain(files, f => f!.StartsWith("web-front", StringComparison.Ordinal) || f.StartsWith("shop-worker", StringComparison.Ordinal));
        Assert.DoesNotContain("appsettings.json", files);
    }

    [Fact]
    public async Task A_second_build_generates_and_compiles_nothing_anew()
    {
        var assembly = Path.Combine(shop.OutputFolder("Debug"), "Shop.AppHost.dll");
        var (generated, compiled) = (File.GetLastWriteTimeUtc(shop.GeneratedFile), File.GetLastWriteTimeUtc(assembly));

        await shop.BuildAsync("Debug", Cancel);

        Assert.Equal(generated, File.GetLastWriteTimeUtc(shop.GeneratedFile));
        Assert.Equal(compiled, File.GetLastWriteTimeUtc(assembly));
    }
}
