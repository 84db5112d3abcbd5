using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Lifecycle;
using Aspire.Hosting.Publishing;
using Aspire.Hosting.Running;
using Aspire.Hosting.Running.Endings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>A distributed application that is run or published.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private readonly bool _startedByObserver;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _running;

    /// <summary>Creates an application around a host.</summary>
    public DistributedApplication(IHost host) : this(host, startedByObserver: false) { }

    internal DistributedApplication(IHost host, bool startedByObserver)
    {
        ArgumentNullException.ThrowIfNull(host);
        (_host, _startedByObserver) = (host, startedByObserver);
    }

    /// <summary>The services of the application.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>How the resources stand, and waiting for them.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Gives commands to resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    /// <summary>Creates a builder.</summary>
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>Creates a builder.</summary>
    /// <param name="args">The command line of the AppHost.</param>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return new DistributedApplicationBuilder(args);
    }

    /// <summary>Creates a builder.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new DistributedApplicationBuilder(options);
    }

    /// <summary>Runs the application until it is told to stop, by Ctrl+C, SIGTERM or <see cref="IHostApplicationLifetime.StopApplication"/>.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Runs the application until it is told to stop, by Ctrl+C, SIGTERM or <see cref="IHostApplicationLifetime.StopApplication"/>.</summary>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_startedByObserver)
        {
            // A test starts and ends the application; its entry point goes on when it has ended.
            await _ended.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        var lifetime = Services.GetRequiredService<IHostApplicationLifetime>();
        using var signals = Services.GetService<ImmediateEnd>() is { } immediateEnd
            ? new EndingSignals(Services.GetRequiredService<TimeProvider>(), lifetime.StopApplication, immediateEnd.End)
            : null; // It publishes.
        try
        {
            await RunOrPublishAsync(lifetime, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // It was told to stop while it was starting.
        }
        catch (DistributedApplicationException exception)
        {
            // A mistake of the user's is answered by its sentence; a stack trace would only hide it.
            await Console.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            System.Environment.ExitCode = 1;
        }
        finally
        {
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Starts the application. Its resources start in the background: wait for them with <see cref="ResourceNotifications"/>.</summary>
    public virtual Task StartAsync(CancellationToken cancellationToken = default) => StartHostAsync(cancellationToken);

    /// <summary>Stops the application: its resources end in the reverse order of their waits.</summary>
    public virtual async Task StopAsync(CancellationToken cancellationToken = default)
    {
        _running = false;
        await _host.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops the application, if it runs, and frees what it holds.</summary>
    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the application, if it runs, and frees what it holds.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        try
        {
            if (_running)
            {
                await StopAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await DisposeHostAsync().ConfigureAwait(false);
            _ended.TrySetResult();
            GC.SuppressFinalize(this);
        }
    }

    private async ValueTask DisposeHostAsync()
    {
        if (_host is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            _host.Dispose();
        }
    }

    private async Task RunOrPublishAsync(IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        // Publishing starts no server and no service: the model is written, and that is all.
        if (Services.GetService<PublishRun>() is { } publish)
        {
            await publish.RunAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        using var starting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await StartHostAsync(starting.Token).ConfigureAwait(false);
        await _host.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        _running = false;
        if (Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(service => service.ExecuteTask is { IsFaulted: true }))
        {
            // The host has logged why; whoever started this process should not take it for an end that was asked for.
            System.Environment.ExitCode = 1;
        }
    }

    private async Task StartHostAsync(CancellationToken cancellationToken)
    {
        if (Services.GetRequiredService<DistributedApplicationExecutionContext>().IsRunMode)
        {
            RunSettings.Validate(Services.GetRequiredService<IConfiguration>());
        }

        await Services.GetRequiredService<BeforeStart>().RunAsync(cancellationToken).ConfigureAwait(false);

        if (Services.GetRequiredService<DistributedApplicationExecutionContext>().IsRunMode)
        {
            EndlessWaits.Refuse(Services.GetRequiredService<DistributedApplicationModel>());
        }

        // What cannot even be made is told as what it is; a host that was never started could not be stopped.
        _ = Services.GetServices<IHostedService>().Count();
        _running = true;
        await _host.StartAsync(cancellationToken).ConfigureAwait(false);
    }
}
