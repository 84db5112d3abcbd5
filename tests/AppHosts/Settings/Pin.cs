using System.Security.Cryptography;
using Aspire.Hosting.Publishing;

namespace Settings;

/// <summary>A number with a fixed count of digits, for a parameter that nobody gave.</summary>
internal sealed class Pin(int digits) : ParameterDefault
{
    public override string GetDefaultValue() => RandomNumberGenerator.GetString("0123456789", digits);

    public override void WriteToManifest(ManifestPublishingContext context)
    {
        context.Writer.WriteStartObject("generate");
        context.Writer.WriteNumber("minLength", digits);
        context.Writer.WriteEndObject();
    }
}
