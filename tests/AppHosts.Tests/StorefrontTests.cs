using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AppHosts.Tests;

public sealed class StorefrontTests(RunningAppHost<Projects.Storefront> storefront) : IClassFixture<RunningAppHost<Projects.Storefront>>
{
    [Fact]
    public async Task A_service_finds_another_by_its_name()
    {
        await storefront.HealthyAsync("gateway");
        Assert.Contains("processId", await storefront.GetAsync("gateway", "/call/catalog/"), StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__cache", await storefront.GetAsync("gateway", "/call/basket/environment"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replicas_answer_behind_one_address()
    {
        await storefront.HealthyAsync("gateway");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var processes = new HashSet<int>();
        while (processes.Count < 2)
        {
            // Each client opens a connection of its own, and connections are what is shared out.
            limit.Token.ThrowIfCancellationRequested();
            processes.Add((await storefront.GetAsync<About>("catalog", "/")).ProcessId);
        }

        Assert.Equal(2, processes.Count);
    }

    [Fact]
    public async Task A_service_keeps_two_redis_servers_apart_by_their_keys()
    {
        await storefront.HealthyAsync("gateway");
        Assert.Equal("1", await storefront.PostAsync("basket", "/visits/cache"));
        Assert.Equal("2", await storefront.PostAsync("basket", "/visits/cache"));
        Assert.Equal("1", await storefront.PostAsync("basket", "/visits/ledger"));
    }

    [Fact]
    public async Task References_are_told_as_documented()
    {
        await storefront.HealthyAsync("gateway");
        var environment = await storefront.EnvironmentOfAsync("basket");
        var catalog = storefront.Application.GetEndpoint("catalog").ToString().TrimEnd('/');
        Assert.Equal(catalog, environment["services__catalog__http__0"]);
        Assert.Equal(catalog, environment["CATALOG_HTTP"]);
        Assert.Equal(await storefront.Application.GetConnectionStringAsync("cache", Limit.Within()), environment["ConnectionStrings__cache"]);
        Assert.Equal(storefront.Application.GetEndpoint("cache", "tcp").Host, environment["CACHE_HOST"]);
        Assert.Equal(environment["ConnectionStrings__cache"].Split(',')[0].Split(':')[1], environment["CACHE_PORT"]);
        Assert.Equal("Development", environment["ASPNETCORE_ENVIRONMENT"]);
    }

    [Fact]
    public async Task A_launch_profile_that_was_chosen_gives_the_endpoint_and_the_environment()
    {
        await storefront.HealthyAsync("gateway");
        Assert.Equal("public", (await storefront.EnvironmentOfAsync("gateway"))["PROFILE"]);
        var gateway = (ProjectResource)storefront.Model.Resources.Single(resource => resource.Name == "gateway");
        Assert.Equal("http", Assert.Single(gateway.GetEndpoints()).EndpointName);
        Assert.True(gateway.GetEndpoint("http").EndpointAnnotation.IsExternal);
    }

    [Fact]
    public async Task A_worker_takes_the_arguments_of_its_profile_and_is_shown_below_its_parent()
    {
        Assert.Contains("pace 'fast' of the profile 'worker'", await storefront.LineAsync("stocktaking", "Working"), StringComparison.Ordinal);
        var worker = await storefront.WaitForStateAsync("stocktaking", KnownResourceStates.Running);
        Assert.Contains(new RelationshipSnapshot("basket", "Parent"), worker.Relationships);
        Assert.Contains(new RelationshipSnapshot("basket", "Reference"), worker.Relationships);
        Assert.Contains(new RelationshipSnapshot("basket", "WaitFor"), worker.Relationships);
        Assert.Empty(worker.Urls);
    }

    [Fact]
    public async Task The_front_end_is_started_by_npm_at_the_port_that_it_was_given()
    {
        if (!Programs.Has("npm"))
        {
            Assert.Skip("npm is not installed");
        }

        await storefront.HealthyAsync("web");
        Assert.Contains("processId", await storefront.GetAsync("web", "/"), StringComparison.Ordinal);
        await storefront.LineAsync("web", $"The shop is open at port");
    }

    [Fact]
    public async Task Urls_carry_the_texts_that_were_given_to_them()
    {
        var gateway = (await storefront.HealthyAsync("gateway")).Snapshot;
        var url = Assert.Single(gateway.Urls);
        Assert.Equal(("http", "Gateway", false, false), (url.Name, url.DisplayProperties.DisplayName, url.IsInternal, url.IsInactive));
        Assert.Equal(("GlobeArrowForward", IconVariant.Filled), (gateway.IconName, gateway.IconVariant));

        var web = await storefront.WaitAsync("web", snapshot => snapshot.Urls.Length > 0);
        var address = storefront.Application.GetEndpoint("web", "http").ToString();
        Assert.Equal([("Shop", address.TrimEnd('/'), false), ("Health", address + "health", true)], web.Urls.Select(one => (one.DisplayProperties.DisplayName, one.Url, one.IsInternal)));
    }

    [Fact]
    public async Task An_http_health_check_is_shown_by_its_name_and_what_it_said()
    {
        var report = Assert.Single((await storefront.HealthyAsync("basket")).Snapshot.HealthReports);
        Assert.Equal(("basket_http_/health_200_check", HealthStatus.Healthy), (report.Name, report.Status));
    }
}
