namespace Aspire.Hosting;

/// <summary>How an input is filled while its dialog is open.</summary>
public sealed class InputLoadOptions
{
    /// <summary>Fills the input: sets its options, its value, or whether it is disabled.</summary>
    public required Func<LoadInputContext, Task> LoadCallback { get; init; }

    /// <summary>The names of the inputs at whose change it is filled anew.</summary>
    public IReadOnlyList<string>? DependsOnInputs { get; init; }

    /// <summary>Whether it is filled when the dialog opens even if it depends on other inputs. One that depends on none always is.</summary>
    public bool AlwaysLoadOnStart { get; init; }
}

/// <summary>What an input is filled from.</summary>
public sealed class LoadInputContext
{
    /// <summary>The input to fill.</summary>
    public required InteractionInput Input { get; init; }

    /// <summary>All inputs of the dialog, with what was entered so far.</summary>
    public required InteractionInputCollection AllInputs { get; init; }

    /// <summary>The services of the application.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>Set when the dialog closes, or when the input is to be filled anew.</summary>
    public required CancellationToken CancellationToken { get; init; }
}
