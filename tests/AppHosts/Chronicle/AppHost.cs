using Aspire.Hosting.Lifecycle;
using Chronicle;
using Microsoft.Extensions.DependencyInjection;

var builder = DistributedApplication.CreateBuilder(args);

// Everything that happens is written down, in the order in which it happens.
var book = new Book();
builder.Services.AddSingleton(book);
builder.Services.TryAddEventingSubscriber<Scribe>();
builder.Services.TryAddEventingSubscriber<Scribe>();
#pragma warning disable CS0618 // Hooks came before subscribers, and many AppHosts have some.
builder.Services.AddLifecycleHook<OldScribe>();
#pragma warning restore CS0618

builder.OnBeforeStart((start, _) =>
{
    book.Write($"before start with {start.Model.Resources.Count} resources");
    return Task.CompletedTask;
});

var cache = builder.AddRedis("cache")
    .OnResourceEndpointsAllocated((cache, _, _) => book.WriteAsync($"{cache.Name} has the port {(cache.PrimaryEndpoint.Port > 0 ? "that it needs" : "0")}"))
    .OnConnectionStringAvailable(async (cache, _, cancellationToken) => book.Write($"{cache.Name} can be connected to: {await cache.GetConnectionStringAsync(cancellationToken) is not null}"))
    .OnBeforeResourceStarted((cache, _, _) => book.WriteAsync($"{cache.Name} starts"))
    .OnResourceReady((cache, _, _) => book.WriteAsync($"{cache.Name} is ready"))
    .OnResourceStopped((cache, stopped, _) => book.WriteAsync($"{cache.Name} has stopped"));

var reader = builder.AddProject<Projects.Service>("reader")
    .WithHttpEndpoint()
    .WithReference(cache).WaitFor(cache)
    .WithHttpHealthCheck("/health")
    .OnBeforeResourceStarted((reader, _, _) => book.WriteAsync($"{reader.Name} starts"))
    .OnResourceReady(async (reader, ready, cancellationToken) =>
    {
        book.Write($"{reader.Name} is ready");
        await builder.Eventing.PublishAsync(new ChapterEndedEvent("the beginning"), cancellationToken);
    });

builder.Eventing.Subscribe<ChapterEndedEvent>((chapter, _) => book.WriteAsync($"so ends {chapter.Title}"));
builder.Eventing.Subscribe<ResourceStoppedEvent>(reader.Resource, (_, _) => book.WriteAsync("reader has stopped"));

builder.Build().Run();
