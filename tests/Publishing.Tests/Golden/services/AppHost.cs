using Aspire.Hosting.Publishing;

var builder = DistributedApplication.CreateBuilder(args);

// Services of somebody else: an address, or one that the deployment supplies.
var fixedService = builder.AddExternalService("nuget", "https://api.nuget.org/");
var paymentsUrl = builder.AddParameter("payments-url");
var payments = builder.AddExternalService("payments", paymentsUrl).WithHttpHealthCheck("/up");

builder.AddContainer("caller", "caller", "1.0")
    .WithReference(fixedService)
    .WithReference(payments)
    .WithReference("legacy", new Uri("http://legacy.example.com"))
    .WithEnvironment("NUGET", fixedService)
    .WithEnvironment("PAYMENTS", payments);

// Resources of one's own: one that says what it is, one with a connection string alone, one in parts.
builder.AddResource(new Queue("queue")).WithManifestPublishingCallback(context =>
{
    context.Writer.WriteString("type", "queue.v0");
    context.Writer.WriteString("path", context.GetManifestRelativePath("queue/definition.json"));
});
var search = builder.AddResource(new Search("search"));
var index = builder.AddResource(new SearchIndex("index", search.Resource));
builder.AddContainer("searcher", "searcher", "1.0").WithReference(index).WithReference(search);

// A child that is a container, and what is left out.
builder.AddContainer("sidecar", "sidecar", "1.0").WithParentRelationship(search);
builder.AddContainer("hidden", "hidden", "1.0").ExcludeFromManifest();

// Where a resource is deployed to.
var site = new Site("site");
builder.AddProject<Projects.WebApi>("deployed").WithAnnotation(new DeploymentTargetAnnotation(site.Says("site.bicep")));
builder.AddContainer("deployed-container", "app", "1.0").WithAnnotation(new DeploymentTargetAnnotation(site));
builder.AddContainer("undescribed", "app", "1.0").WithAnnotation(new DeploymentTargetAnnotation(new Queue("nothing")));

// Publishing has events.
builder.Eventing.Subscribe<BeforePublishEvent>((published, _) =>
{
    published.Model.Resources.Add(new ContainerResource("late") { Annotations = { new ContainerImageAnnotation { Image = "late", Tag = "1.0" } } });
    return Task.CompletedTask;
});

builder.Build().Run();

sealed class Queue(string name) : Resource(name);

sealed class Site(string name) : Resource(name)
{
    public Site Says(string path)
    {
        Annotations.Add(new ManifestPublishingCallbackAnnotation(context =>
        {
            context.Writer.WriteString("type", "site.v0");
            context.Writer.WriteString("path", path);
        }));
        return this;
    }
}

sealed class Search(string name) : Resource(name), IResourceWithConnectionString
{
    private readonly ParameterResource _key = new($"{name}-key", _ => "", secret: true);

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"Endpoint=https://{Name}.example.com;Key={_key}");
}

sealed class SearchIndex(string name, Search parent) : Resource(name), IResourceWithConnectionString, IResourceWithParent<Search>
{
    public Search Parent { get; } = parent;

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Parent};Index={Name}");
}
