namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that whoever runs or deploys the application supplies.</summary>
public class ParameterResource : Resource, IExpressionValue
{
    private readonly Lazy<string> _value;
    private readonly Lock _lock = new();
    private TaskCompletionSource<string>? _entered;

    /// <summary>Creates a parameter.</summary>
    /// <param name="name">The name.</param>
    /// <param name="callback">Gets the value; given the default, if there is one. Called once.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false) : base(name)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _value = new Lazy<string>(() => callback(Default));
        Secret = secret;
    }

    /// <summary>The value that is used when none is supplied.</summary>
    public ParameterDefault? Default { get; set; }

    /// <summary>Whether the value must not be shown.</summary>
    public bool Secret { get; }

    /// <summary>Whether the value is a connection string, supplied as <c>ConnectionStrings:name</c>.</summary>
    public bool IsConnectionString { get; set; }

    /// <summary>What the value is for, shown to whoever supplies it.</summary>
    public string? Description { get; set; }

    /// <summary>Whether the description is Markdown.</summary>
    public bool EnableDescriptionMarkdown { get; set; }

    /// <summary>The value as the manifest writes it.</summary>
    public string ValueExpression => $"{{{Name}.value}}";

    /// <summary>The value, as far as it is there now.</summary>
    /// <exception cref="MissingParameterValueException">None was supplied and there is no default. It may be asked for at this moment: <see cref="GetValueAsync(CancellationToken)"/> waits for the answer.</exception>
    public string Value => Entered switch
    {
        null => _value.Value,
        { Task.IsCompletedSuccessfully: true } entered => entered.Task.Result,
        _ => throw new MissingParameterValueException($"The parameter '{Name}' has no value yet: it is asked for on the dashboard."),
    };

    /// <summary>The value. Where it is missing and asked for on the dashboard, it comes with the answer.</summary>
    /// <exception cref="MissingParameterValueException">None was supplied, there is no default, and nobody can be asked.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) =>
        Entered is { } entered ? new(entered.Task.WaitAsync(cancellationToken)!) : new(Value);

    /// <summary>The value.</summary>
    /// <exception cref="MissingParameterValueException">None was supplied and there is no default.</exception>
    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken) => GetValueAsync(cancellationToken);

    /// <summary>Where the value comes from in the AppHost's configuration, and where it is kept in the user secrets.</summary>
    internal string ConfigurationKey
    {
        get => field ?? (IsConnectionString ? $"ConnectionStrings:{Name}" : $"Parameters:{Name}");
        set;
    }

    /// <summary>Whether whoever needs the value waits for somebody to enter it.</summary>
    internal bool IsAskedFor => Entered is { Task.IsCompleted: false };

    /// <summary>Lets whoever needs the value wait until somebody enters it.</summary>
    internal void Ask()
    {
        lock (_lock)
        {
            if (_entered is null or { Task.IsCompleted: true })
            {
                _entered = NewEntry();
            }
        }
    }

    /// <summary>Sets the value, for those who wait for it and for those who ask later.</summary>
    internal void Enter(string value)
    {
        lock (_lock)
        {
            if (_entered is null || !_entered.TrySetResult(value))
            {
                _entered = NewEntry();
                _entered.SetResult(value);
            }
        }
    }

    /// <summary>Tells those who wait for the value that it will not come.</summary>
    internal void GiveUp(MissingParameterValueException reason)
    {
        lock (_lock)
        {
            _entered?.TrySetException(reason);
        }
    }

    private TaskCompletionSource<string>? Entered
    {
        get
        {
            lock (_lock)
            {
                return _entered;
            }
        }
    }

    private static TaskCompletionSource<string> NewEntry() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
