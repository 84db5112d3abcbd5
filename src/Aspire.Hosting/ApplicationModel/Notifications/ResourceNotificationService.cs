using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>How the resources stand: takes changes, tells whoever watches, and lets code wait for a state.</summary>
public partial class ResourceNotificationService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<Channel<ResourceEvent>, bool> _watchers = new();
    private readonly Lock _publishing = new();
    private readonly CancellationTokenSource _disposing = new();
    private readonly ILogger<ResourceNotificationService> _logger;
    private readonly IServiceProvider? _services;
    private readonly CancellationTokenRegistration _stopping;

    /// <summary>Creates a service that knows no resource yet.</summary>
    public ResourceNotificationService(ILogger<ResourceNotificationService> logger, IHostApplicationLifetime hostApplicationLifetime)
    {
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(hostApplicationLifetime);
        _logger = logger;
        // Stopped, not stopping: what is said while resources end is heard.
        _stopping = hostApplicationLifetime.ApplicationStopped.Register(Dispose);
    }

    /// <summary>Creates a service that knows no resource yet.</summary>
    public ResourceNotificationService(
        ILogger<ResourceNotificationService> logger,
        IHostApplicationLifetime hostApplicationLifetime,
        IServiceProvider serviceProvider,
        ResourceLoggerService resourceLoggerService) : this(logger, hostApplicationLifetime)
    {
        _services = serviceProvider;
        _ = resourceLoggerService;
    }

    internal WaitBehavior DefaultWaitBehavior =>
        _services?.GetService<IOptions<ResourceNotificationServiceOptions>>()?.Value.DefaultWaitBehavior ?? WaitBehavior.StopOnResourceUnavailable;

    /// <summary>How the instances stand now, and then every change, until <paramref name="cancellationToken"/> or the end of the application.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
        var channel = Channel.CreateUnbounded<ResourceEvent>();
        ResourceEvent[] known;
        lock (_publishing)
        {
            known = [.. _current.Values];
            _watchers[channel] = true;
        }

        try
        {
            foreach (var one in known)
            {
                yield return one;
            }

            await foreach (var change in channel.Reader.ReadAllAsync(either.Token).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            _watchers.TryRemove(channel, out _);
        }
    }

    /// <summary>Changes how all instances of a resource stand.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="stateFactory">Makes the new snapshot of the last one.</param>
    public async Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        foreach (var id in resource.GetInstanceIds())
        {
            await PublishUpdateAsync(resource, id, stateFactory).ConfigureAwait(false);
        }
    }

    /// <summary>Changes how an instance of a resource stands.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="resourceId">The instance.</param>
    /// <param name="stateFactory">Makes the new snapshot of the last one.</param>
    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(resourceId);
        ArgumentNullException.ThrowIfNull(stateFactory);
        lock (_publishing)
        {
            var before = _current.TryGetValue(resourceId, out var last) ? last.Snapshot : ResourceSnapshots.Initial(resource);
            var after = stateFactory(before);
            after = ResourceSnapshots.WithCommands(resource, after, _services);
            var change = new ResourceEvent(resource, resourceId, after);
            _current[resourceId] = change;
            if (before.State?.Text != after.State?.Text)
            {
                LogStateChanged(resourceId, before.State?.Text ?? "-", after.State?.Text ?? "-");
            }

            foreach (var watcher in _watchers.Keys)
            {
                watcher.Writer.TryWrite(change);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>How an instance of a resource stands now.</summary>
    /// <returns>Whether anything is known of it.</returns>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        ArgumentNullException.ThrowIfNull(resourceId);
        return _current.TryGetValue(resourceId, out resourceEvent);
    }

    /// <summary>Ends all watching and waiting.</summary>
    public void Dispose()
    {
        _stopping.Unregister();
        _disposing.Cancel();
        GC.SuppressFinalize(this);
    }

    internal ImmutableArray<ResourceEvent> Of(IResource resource) =>
        [.. resource.GetInstanceIds().Select(id => _current.GetValueOrDefault(id)).OfType<ResourceEvent>()];
}
