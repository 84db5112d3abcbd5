using System.Reflection;
using Aspire.Hosting.Building;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>
/// Runs the entry point of an AppHost on a thread of its own. It is held where it builds its application until the test
/// says to go on, and again where it would run it until the application has ended.
/// </summary>
internal sealed class EntryPointRun : IAsyncDisposable
{
    private readonly Assembly _assembly;
    private readonly string[] _args;
    private readonly EntryPointCallbacks _callbacks;
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _application = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _started;

    public EntryPointRun(Assembly assembly, string[] args, EntryPointCallbacks callbacks) => (_assembly, _args, _callbacks) = (assembly, args, callbacks);

    /// <summary>The builder, with everything that the entry point declared.</summary>
    public Task<DistributedApplicationBuilder> BuilderAsync(CancellationToken cancellationToken)
    {
        Start();
        return _builder.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Lets the entry point build its application.</summary>
    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        Start();
        _goOn.TrySetResult();
        return _application.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _goOn.TrySetCanceled();
        if (_application.Task.IsCompletedSuccessfully)
        {
            await (await _application.Task.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }

        if (_started != 0)
        {
            await _ended.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) == 0)
        {
            // An entry point may block for as long as the application runs: that is no work for the thread pool.
            new Thread(RunEntryPoint) { IsBackground = true, Name = $"{_assembly.GetName().Name} entry point" }.Start();
        }
    }

    private void RunEntryPoint()
    {
        BuilderObserver.Current = new Observer(this);
        try
        {
            var entryPoint = _assembly.EntryPoint
                ?? throw new InvalidOperationException($"The assembly '{_assembly.GetName().Name}' has no entry point: give a class of the AppHost's assembly, such as Projects.AppHost.");
            var result = entryPoint.Invoke(null, BindingFlags.DoNotWrapExceptions, null, entryPoint.GetParameters().Length == 0 ? [] : [_args], null);
            (result as Task)?.GetAwaiter().GetResult();
            End(new InvalidOperationException($"The entry point of '{_assembly.GetName().Name}' ended without building an application: it has to call Build."));
        }
        catch (OperationCanceledException) when (_goOn.Task.IsCanceled)
        {
            End(new ObjectDisposedException(nameof(IDistributedApplicationTestingBuilder)));
        }
#pragma warning disable CA1031 // Whatever the entry point throws is the test's result.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            End(exception);
        }
    }

    private void End(Exception reason)
    {
        _builder.TrySetException(reason);
        _application.TrySetException(reason);
        _ = _builder.Task.Exception;
        _ = _application.Task.Exception;
        _ended.TrySetResult();
    }

    private sealed class Observer(EntryPointRun run) : BuilderObserver
    {
        public override bool StartsApplication => true;

        public override void OnCreating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
        {
            options.Args ??= run._args;
            options.AssemblyName = run._assembly.GetName().Name;
            TestDefaults.Apply(options, settings);
            run._callbacks.Creating(options, settings);
        }

        public override void OnCreated(DistributedApplicationBuilder builder) => run._callbacks.Created(builder);

        public override void OnBuilding(DistributedApplicationBuilder builder)
        {
            run._callbacks.Building(builder);
            run._builder.TrySetResult(builder);
            run._goOn.Task.GetAwaiter().GetResult();
        }

        public override void OnBuilt(DistributedApplication application)
        {
            run._callbacks.Built(application);
            run._application.TrySetResult(application);
        }
    }
}
