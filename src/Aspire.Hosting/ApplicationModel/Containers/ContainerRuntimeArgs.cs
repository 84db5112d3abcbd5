namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives arguments to the container engine when it runs the container. They are no part of what is published.</summary>
public sealed class ContainerRuntimeArgsCallbackAnnotation : IResourceAnnotation
{
    /// <summary>Gives arguments.</summary>
    public ContainerRuntimeArgsCallbackAnnotation(Action<IList<object>> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Callback = context =>
        {
            callback(context.Args);
            return Task.CompletedTask;
        };
    }

    /// <summary>Gives arguments.</summary>
    public ContainerRuntimeArgsCallbackAnnotation(Func<ContainerRuntimeArgsCallbackContext, Task> callback) =>
        Callback = callback ?? throw new ArgumentNullException(nameof(callback));

    /// <summary>Adds the arguments.</summary>
    public Func<ContainerRuntimeArgsCallbackContext, Task> Callback { get; }
}

/// <summary>The arguments of the container engine so far.</summary>
/// <param name="args">Texts, or values that are known later.</param>
/// <param name="cancellationToken">Ends the callback.</param>
public sealed class ContainerRuntimeArgsCallbackContext(IList<object> args, CancellationToken cancellationToken = default)
{
    /// <summary>Texts, or values that are known later.</summary>
    public IList<object> Args { get; } = args ?? throw new ArgumentNullException(nameof(args));

    /// <summary>Ends the callback.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}
