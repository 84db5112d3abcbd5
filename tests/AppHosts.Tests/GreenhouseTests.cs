using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AppHosts.Tests;

public sealed class GreenhouseTests(RunningAppHost<Projects.Greenhouse> greenhouse) : IClassFixture<RunningAppHost<Projects.Greenhouse>>
{
    [Fact]
    public async Task A_custom_resource_tells_its_own_states_properties_and_urls()
    {
        var snapshot = (await greenhouse.HealthyAsync("greenhouse")).Snapshot;
        Assert.Equal("Greenhouse", snapshot.ResourceType);
        Assert.Equal(new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success), snapshot.State);
        Assert.Equal("glass and steel", snapshot.Properties.Single(property => property.Name == CustomResourceKnownProperties.Source).Value);
        Assert.Equal(20, snapshot.Properties.Single(property => property.Name == "temperature").Value);
        Assert.Equal(("PlantGrass", IconVariant.Regular), (snapshot.IconName, snapshot.IconVariant));
        var url = Assert.Single(snapshot.Urls);
        Assert.Equal(("https://greenhouse.example.org/", "Camera", false), (url.Url, url.DisplayProperties.DisplayName, url.IsInactive));
        var report = Assert.Single(snapshot.HealthReports);
        Assert.Equal(new HealthReportSnapshot("warm", HealthStatus.Healthy, "20 °C", null), report with { LastRunAt = null });
        Assert.NotNull(report.LastRunAt);
        await greenhouse.LineAsync("greenhouse", "Heating to 20 °C");
    }

    [Fact]
    public async Task Children_follow_when_their_parent_is_ready()
    {
        var bed = await greenhouse.WaitForStateAsync("tomatoes", KnownResourceStates.Running);
        Assert.Equal(("Bed", new RelationshipSnapshot("greenhouse", "Parent")), (bed.ResourceType, Assert.Single(bed.Relationships)));
        await greenhouse.LineAsync("tomatoes", "Litre 3 of 3");
    }

    [Fact]
    public async Task A_custom_resource_is_waited_for_and_referred_to_by_its_connection_string()
    {
        await greenhouse.HealthyAsync("gardener");
        var environment = await greenhouse.EnvironmentOfAsync("gardener");
        Assert.Equal("bed=tomatoes;litres=3", environment["ConnectionStrings__tomatoes"]);
        Assert.Equal("bed=lettuce;litres=1", environment["ConnectionStrings__salad"]);
        var gardener = await greenhouse.WaitForStateAsync("gardener", KnownResourceStates.Running);
        Assert.Contains(new RelationshipSnapshot("greenhouse", "Tends"), gardener.Relationships);
    }
}
