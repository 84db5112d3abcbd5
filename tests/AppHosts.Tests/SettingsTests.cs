using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace AppHosts.Tests;

public sealed class SettingsTests(SettingsTests.WithOtherGreeting settings) : IClassFixture<SettingsTests.WithOtherGreeting>
{
    [Fact]
    public async Task Parameters_come_from_configuration_from_code_and_from_whoever_starts_the_apphost()
    {
        await settings.HealthyAsync("api");
        var environment = await settings.EnvironmentOfAsync("api");
        Assert.Equal("north", environment["REGION"]);
        Assert.Equal("Good day from north", environment["GREETING"]);
        Assert.Equal("Once and for all", environment["MOTTO"]);
        Assert.Equal("region-17", environment["BUILD"]);
        Assert.Equal("run", environment["MODE"]);
        Assert.Equal("Settings", environment["STARTED_BY"]);
    }

    [Fact]
    public async Task Arguments_are_resolved_in_the_order_in_which_they_were_added()
    {
        await settings.HealthyAsync("api");
        Assert.Equal(["web", "--owner", "ada", "--token-of", "Good day"], (await settings.GetAsync<About>("api", "/")).Arguments);
    }

    [Fact]
    public async Task Generated_secrets_are_what_was_asked_for_and_the_same_wherever_they_are_used()
    {
        await settings.HealthyAsync("api");
        var environment = await settings.EnvironmentOfAsync("api");
        Assert.Matches("^[0-9]{6}$", environment["PIN"]);
        Assert.Matches("^[0-9]{3}$", environment["DOOR"]);
        Assert.Equal(32, environment["TOKEN"].Length);
        Assert.True(environment["TOKEN"].Count(char.IsAsciiDigit) >= 4);
        Assert.True(environment["SALT"].Length >= 16);
        Assert.Contains($"password={environment["TOKEN"]}", environment["ConnectionStrings__tuned"], StringComparison.Ordinal);
        Assert.Equal(environment["ConnectionStrings__index"], $"https://search.north.example.org?key={environment["PIN"]}");
    }

    [Fact]
    public async Task Connection_strings_are_given_composed_and_named()
    {
        await settings.HealthyAsync("api");
        var environment = await settings.EnvironmentOfAsync("api");
        Assert.Equal("Server=legacy.example.org", environment["ConnectionStrings__legacy"]);
        Assert.EndsWith(",connectTimeout=2500", environment["ConnectionStrings__tuned"], StringComparison.Ordinal);
        Assert.StartsWith(environment["CACHE_ADDRESS"], environment["ConnectionStrings__tuned"], StringComparison.Ordinal);
        Assert.Equal(environment["ConnectionStrings__tuned"], await settings.Application.GetConnectionStringAsync("tuned", Limit.Within()));
    }

    [Fact]
    public async Task Secrets_are_marked_as_such_wherever_they_are_shown()
    {
        var api = (await settings.HealthyAsync("api")).Snapshot;
        var pin = await settings.WaitForStateAsync("pin", KnownResourceStates.Running);
        Assert.True(pin.Properties.Single(property => property.Name == "Value").IsSensitive);
        var region = await settings.WaitForStateAsync("region", KnownResourceStates.Running);
        Assert.Equal(("north", false), (region.Properties.Single(property => property.Name == "Value").Value, region.Properties.Single(property => property.Name == "Value").IsSensitive));
        Assert.Contains(new RelationshipSnapshot("region", "Reference"), api.Relationships);
    }

    /// <summary>The AppHost with a greeting from its command line.</summary>
    public sealed class WithOtherGreeting : RunningAppHost<Projects.Settings>
    {
        protected override string[] Arguments => ["--Parameters:greeting=Good day"];
    }
}
