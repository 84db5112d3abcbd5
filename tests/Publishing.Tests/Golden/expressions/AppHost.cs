var builder = DistributedApplication.CreateBuilder(args);

var user = builder.AddParameter("user");
var password = builder.AddParameter("password", secret: true);
var feature = builder.AddParameter("feature", "on");
var store = builder.AddContainer("store", "store", "1.0").WithEndpoint(targetPort: 7000, scheme: "tcp", name: "tcp");
var tcp = store.GetEndpoint("tcp");

// Nested expressions become one; braces stay braces; a value may be encoded for a URI.
var address = ReferenceExpression.Create($"{tcp.Property(EndpointProperty.Host)}:{tcp.Property(EndpointProperty.Port)}");
var login = ReferenceExpression.Create($"{user:uri}:{password:uri}");
var uri = ReferenceExpression.Create($"store://{login}@{address}/db?mode=a+b&x='{{literal}}'");

// Conditions are decided when the application is published.
var tls = tcp.GetTlsValue(ReferenceExpression.Create($",tls=true"), ReferenceExpression.Empty);
var on = ReferenceExpression.CreateConditional(feature.Resource, "on", ReferenceExpression.Create($"yes-{user}"), ReferenceExpression.Create($"no"));
var nested = ReferenceExpression.CreateConditional(feature.Resource, "off", ReferenceExpression.Empty, ReferenceExpression.Create($"outer({on})"));

var connection = builder.AddConnectionString("connection", ReferenceExpression.Create($"{uri}{tls}"));

builder.AddContainer("app", "app", "1.0")
    .WithReference(connection)
    .WithEnvironment("URI", uri)
    .WithEnvironment("INTERPOLATED", $"{address};{user}")
    .WithEnvironment("CONDITION", on)
    .WithEnvironment("NESTED_CONDITION", nested)
    .WithArgs(ReferenceExpression.Create($"--store={uri}"));

// A redirected connection, and properties of one.
var redis = builder.AddRedis("redis").WithConnectionStringRedirection(connection.Resource);
var tagged = builder.AddConnectionString("tagged", ReferenceExpression.Create($"Endpoint={user}"))
    .WithConnectionProperty("Region", "here")
    .WithConnectionProperty("User", ReferenceExpression.Create($"{user}"));
builder.AddContainer("reader", "reader", "1.0")
    .WithReference(redis)
    .WithReference(tagged)
    .WithEnvironment("REGION", tagged.Resource.GetConnectionProperty("Region"));

builder.Build().Run();
