var builder = DistributedApplication.CreateBuilder(args);

builder.AddParameter("plain");
builder.AddParameter("described").WithDescription("Where the shop **is**.", enableMarkdown: true);
builder.AddParameter("secret", secret: true);
builder.AddParameter("value", "kept here");
builder.AddParameter("secret-value", "kept here", secret: true);
builder.AddParameter("published", "told & published", publishValueAsDefault: true);
builder.AddParameter("computed", () => string.Concat("a", "b"), publishValueAsDefault: true);
builder.AddParameterFromConfiguration("configured", "Some:Key");

builder.AddParameter("generated", new GenerateParameterDefault { MinLength = 10 });
builder.AddParameter("generated-secret", new GenerateParameterDefault
{
    MinLength = 32,
    Lower = false,
    Upper = false,
    Numeric = false,
    Special = false,
}, secret: true);
builder.AddParameter("generated-kept", new GenerateParameterDefault
{
    MinLength = 20,
    MinLower = 1,
    MinUpper = 2,
    MinNumeric = 3,
    MinSpecial = 4,
}, secret: true, persist: true);

var db = builder.AddConnectionString("db");
var legacy = builder.AddConnectionString("legacy", "LEGACY_DB");
var region = builder.AddParameter("region");
var built = builder.AddConnectionString("built", connection => connection.Append($"Endpoint={region};Db={db}"));

builder.AddContainer("app", "app", "1.0")
    .WithReference(db)
    .WithReference(legacy)
    .WithReference(built)
    .WithReference(db, connectionName: "other", optional: true)
    .WithEnvironment("DIRECT", db);

builder.Build().Run();
