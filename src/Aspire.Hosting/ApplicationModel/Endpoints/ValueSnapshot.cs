namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that becomes known later, and may be replaced then.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class ValueSnapshot<T> where T : class
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<T> _value = New();

    /// <summary>Whether the value is known.</summary>
    public bool IsValueSet => ValueOrDefault is not null;

    internal T? ValueOrDefault
    {
        get
        {
            var task = Current;
            return task.IsCompletedSuccessfully ? task.Result : null;
        }
    }

    private Task<T> Current
    {
        get
        {
            lock (_lock)
            {
                return _value.Task;
            }
        }
    }

    /// <summary>Waits for the value.</summary>
    /// <exception cref="Exception">What <see cref="SetException"/> was given.</exception>
    public Task<T> GetValueAsync(CancellationToken cancellationToken = default) => Current.WaitAsync(cancellationToken);

    /// <summary>Makes the value known, or replaces it.</summary>
    public void SetValue(T value)
    {
        lock (_lock)
        {
            if (!_value.TrySetResult(value))
            {
                _value = New();
                _value.SetResult(value);
            }
        }
    }

    /// <summary>Says that the value will not become known, and why.</summary>
    public void SetException(Exception exception)
    {
        lock (_lock)
        {
            if (!_value.TrySetException(exception))
            {
                _value = New();
                _value.SetException(exception);
            }
        }
    }

    private static TaskCompletionSource<T> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
