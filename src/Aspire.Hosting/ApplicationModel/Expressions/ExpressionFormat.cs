namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a value is written into an expression.</summary>
internal static class ExpressionFormat
{
    public const string Uri = "uri";

    public static void Validate(string? format)
    {
        if (format is not (null or "" or Uri))
        {
            throw new FormatException($"'{format}' is no format of a value in an expression. The only one is '{Uri}', which encodes the value as part of a URI.");
        }
    }

    public static string? Apply(string? value, string? format)
    {
        Validate(format);
        return format == Uri && value is not null ? System.Uri.EscapeDataString(value) : value;
    }
}
