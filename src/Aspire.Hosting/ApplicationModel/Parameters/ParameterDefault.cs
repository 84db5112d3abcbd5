using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The value of a parameter when none is supplied.</summary>
public abstract class ParameterDefault
{
    /// <summary>Gets the value.</summary>
    public abstract string GetDefaultValue();

    /// <summary>Writes how a deployment gets the value.</summary>
    public abstract void WriteToManifest(ManifestPublishingContext context);
}

/// <summary>A default that is a fixed text.</summary>
internal sealed class ConstantParameterDefault(Func<string> valueGetter) : ParameterDefault
{
    public override string GetDefaultValue() => valueGetter();

    public override void WriteToManifest(ManifestPublishingContext context) => context.Writer.WriteString("value", valueGetter());
}
