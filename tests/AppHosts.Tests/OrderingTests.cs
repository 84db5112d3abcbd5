using Aspire.Hosting.ApplicationModel;

namespace AppHosts.Tests;

public sealed class OrderingTests(RunningAppHost<Projects.Ordering> ordering) : IClassFixture<RunningAppHost<Projects.Ordering>>
{
    [Fact]
    public async Task A_service_starts_when_its_migration_has_finished_and_finds_what_was_sown()
    {
        var service = (await ordering.HealthyAsync("orders")).Snapshot;
        var migration = await ordering.WaitForStateAsync("migration", KnownResourceStates.Finished);
        Assert.Equal(0, migration.ExitCode);
        Assert.True(migration.StopTimeStamp <= service.StartTimeStamp);
        Assert.Equal("""["kettle","tea"]""", await ordering.GetAsync("orders", "/orders"));
    }

    [Fact]
    public async Task The_migration_writes_its_log_and_belongs_to_the_server()
    {
        await ordering.LineAsync("migration", "The schema is up to date.");
        var migration = await ordering.WaitForStateAsync("migration", KnownResourceStates.Finished);
        Assert.Contains(new RelationshipSnapshot("postgres", "Parent"), migration.Relationships);
    }

    [Fact]
    public async Task A_service_whose_migration_failed_does_not_start()
    {
        var broken = await ordering.WaitAsync("broken-migration", snapshot => snapshot.ExitCode is not null);
        Assert.Equal(3, broken.ExitCode);
        Assert.Equal(KnownResourceStates.Exited, broken.State?.Text);
        await ordering.LineAsync("broken-migration", "This cannot go on.");
        await ordering.WaitForStateAsync("strict", KnownResourceStates.FailedToStart);
    }

    [Fact]
    public async Task A_database_is_given_by_its_own_name_and_that_of_its_connection()
    {
        await ordering.HealthyAsync("orders");
        var environment = await ordering.EnvironmentOfAsync("orders");
        Assert.Contains("Database=orders", environment["ConnectionStrings__ordersdb"], StringComparison.Ordinal);
        Assert.Equal("orders", environment["ORDERSDB_DATABASENAME"]);
        Assert.Equal("postgres", environment["ORDERSDB_USERNAME"]);
        Assert.Contains(environment["ORDERSDB_PASSWORD"], environment["ConnectionStrings__ordersdb"], StringComparison.Ordinal);
        Assert.Equal($"jdbc:postgresql://{environment["ORDERSDB_HOST"]}:{environment["ORDERSDB_PORT"]}/orders", environment["ORDERSDB_JDBCCONNECTIONSTRING"]);
    }

    [Fact]
    public async Task A_generated_password_has_the_length_and_the_characters_that_were_asked_for()
    {
        await ordering.HealthyAsync("orders");
        var password = (await ordering.EnvironmentOfAsync("orders"))["ORDERSDB_PASSWORD"];
        Assert.True(password.Length >= 24);
        Assert.All(password, character => Assert.True(char.IsAsciiLetterOrDigit(character)));
        var shown = (await ordering.WaitForStateAsync("db-password", KnownResourceStates.Running)).Properties.Single(property => property.Name == "Value");
        Assert.True(shown.IsSensitive);
    }

    [Fact]
    public async Task A_connection_string_of_an_expression_waits_for_what_it_was_told_to_wait_for()
    {
        var seed = await ordering.WaitForStateAsync("seed", KnownResourceStates.Running);
        var text = Assert.IsType<string>(seed.Properties.Single(property => property.Name == CustomResourceKnownProperties.ConnectionString).Value);
        Assert.EndsWith(";Application Name=Seed", text, StringComparison.Ordinal);
        Assert.Contains(new RelationshipSnapshot("migration", "WaitFor"), seed.Relationships);
        Assert.Contains(new RelationshipSnapshot("ordersdb", "Reference"), seed.Relationships);
    }
}
