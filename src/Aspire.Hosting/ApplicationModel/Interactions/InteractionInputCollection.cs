using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Aspire.Hosting;

/// <summary>The inputs of a dialog, in their order and by name.</summary>
public sealed class InteractionInputCollection : IReadOnlyList<InteractionInput>
{
    private readonly InteractionInput[] _inputs;
    private readonly Dictionary<string, InteractionInput> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates a collection.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <exception cref="ArgumentException">An input has no name, or two have the same.</exception>
    public InteractionInputCollection(IReadOnlyList<InteractionInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        _inputs = [.. inputs];
        foreach (var input in _inputs)
        {
            if (string.IsNullOrWhiteSpace(input.Name))
            {
                throw new ArgumentException("Every input needs a name: its value is found by it.", nameof(inputs));
            }

            if (!_byName.TryAdd(input.Name, input))
            {
                throw new ArgumentException($"There are two inputs with the name '{input.Name}'. Give each a name of its own.", nameof(inputs));
            }
        }
    }

    /// <summary>The number of inputs.</summary>
    public int Count => _inputs.Length;

    /// <summary>The names of the inputs.</summary>
    public IEnumerable<string> Names => _inputs.Select(input => input.Name);

    /// <summary>The input at a place.</summary>
    /// <param name="index">The place, from 0.</param>
    public InteractionInput this[int index] => _inputs[index];

    /// <summary>The input of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public InteractionInput this[string name] =>
        _byName.TryGetValue(name, out var input) ? input : throw new KeyNotFoundException($"There is no input '{name}'. There are: {string.Join(", ", Names)}.");

    /// <summary>The input of a name.</summary>
    /// <returns>Whether there is one.</returns>
    public bool TryGetByName(string name, [NotNullWhen(true)] out InteractionInput? input) => _byName.TryGetValue(name, out input);

    /// <summary>Whether there is an input of a name.</summary>
    public bool ContainsName(string name) => _byName.ContainsKey(name);

    /// <summary>The value of an input; <see langword="null"/>, if it has none.</summary>
    /// <exception cref="KeyNotFoundException">There is no such input.</exception>
    public string? GetString(string name) => this[name].Value;

    /// <summary>Whether an input is <c>true</c>. Without a value it is not.</summary>
    /// <exception cref="KeyNotFoundException">There is no such input.</exception>
    /// <exception cref="FormatException">The value is neither <c>true</c> nor <c>false</c>.</exception>
    public bool GetBoolean(string name) => this[name].Value is { Length: > 0 } text && bool.Parse(text);

    /// <summary>The value of an input as a whole number.</summary>
    /// <exception cref="KeyNotFoundException">There is no such input.</exception>
    /// <exception cref="FormatException">The value is none.</exception>
    /// <exception cref="OverflowException">The value has more than 32 bits.</exception>
    public int GetInt32(string name) => int.Parse(this[name].Value ?? "", NumberStyles.Integer, CultureInfo.InvariantCulture);

    /// <summary>The value of an input as a number.</summary>
    /// <exception cref="KeyNotFoundException">There is no such input.</exception>
    /// <exception cref="FormatException">The value is none.</exception>
    public double GetDouble(string name) => double.Parse(this[name].Value ?? "", NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The inputs in an array of their own.</summary>
    public InteractionInput[] ToArray() => [.. _inputs];

    /// <summary>Enumerates the inputs.</summary>
    public IEnumerator<InteractionInput> GetEnumerator() => ((IEnumerable<InteractionInput>)_inputs).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
