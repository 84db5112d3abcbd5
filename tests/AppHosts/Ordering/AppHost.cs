using Npgsql;

var builder = DistributedApplication.CreateBuilder(args);

var password = builder.AddParameter("db-password", new GenerateParameterDefault { MinLength = 24, Special = false }, secret: true, persist: true);

var postgres = builder.AddPostgres("postgres")
    .WithPassword(password)
    .WithDataVolume();

var orders = postgres.AddDatabase("ordersdb", "orders")
    .WithCreationScript("CREATE DATABASE orders ENCODING 'UTF8' TEMPLATE template0;");

// The schema is brought up to date before anybody uses it.
var migration = builder.AddProject<Projects.Service>("migration")
    .WithArgs("migrate")
    .WithReference(orders).WaitFor(orders)
    .WithParentRelationship(postgres);

// While developing, there is something to look at.
var seed = builder.AddConnectionString("seed", ReferenceExpression.Create($"{orders};Application Name=Seed"))
    .WaitForCompletion(migration);

seed.OnConnectionStringAvailable(async (resource, _, cancellationToken) =>
{
    var connectionString = await resource.ConnectionStringExpression.GetValueAsync(cancellationToken);
    await using var database = NpgsqlDataSource.Create(connectionString!);
    await using var command = database.CreateCommand("INSERT INTO orders (item) VALUES ('kettle'), ('tea') ON CONFLICT DO NOTHING");
    await command.ExecuteNonQueryAsync(cancellationToken);
});

builder.AddProject<Projects.Service>("orders")
    .WithHttpEndpoint()
    .WithReference(orders)
    .WaitFor(seed)
    .WaitForCompletion(migration)
    .WithHttpHealthCheck("/health");

// One that must not start while the schema is not as it should be.
var broken = builder.AddProject<Projects.Service>("broken-migration").WithArgs("fail");
builder.AddProject<Projects.Service>("strict").WithHttpEndpoint().WaitForCompletion(broken);

builder.Build().Run();
