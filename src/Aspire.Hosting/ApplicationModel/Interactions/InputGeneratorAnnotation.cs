namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says how a parameter's value is asked for.</summary>
/// <param name="inputGenerator">Makes the input.</param>
public sealed class InputGeneratorAnnotation(Func<ParameterResource, InteractionInput> inputGenerator) : IResourceAnnotation
{
    /// <summary>Makes the input.</summary>
    public Func<ParameterResource, InteractionInput> InputGenerator { get; } = inputGenerator ?? throw new ArgumentNullException(nameof(inputGenerator));
}
