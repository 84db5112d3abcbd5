using Services.Tests.Servers;

// One PostgreSQL for all tests: to make one takes longer than all that they ask of it.
[assembly: AssemblyFixture(typeof(PostgresServer))]
