using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A default that is generated, such as a password.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    /// <summary>How many characters the value has at least.</summary>
    public int MinLength { get; set; }

    /// <summary>Whether it may hold lower-case letters. By default it may.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Whether it may hold upper-case letters. By default it may.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Whether it may hold digits. By default it may.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Whether it may hold special characters. By default it may.</summary>
    public bool Special { get; set; } = true;

    /// <summary>How many lower-case letters it has at least.</summary>
    public int MinLower { get; set; }

    /// <summary>How many upper-case letters it has at least.</summary>
    public int MinUpper { get; set; }

    /// <summary>How many digits it has at least.</summary>
    public int MinNumeric { get; set; }

    /// <summary>How many special characters it has at least.</summary>
    public int MinSpecial { get; set; }

    /// <summary>Generates a value, another one at each call.</summary>
    public override string GetDefaultValue() => PasswordGenerator.Generate(this);

    /// <inheritdoc />
    public override void WriteToManifest(ManifestPublishingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var writer = context.Writer;
        writer.WriteStartObject("generate");
        writer.WriteNumber("minLength", MinLength);
        WriteUnless(true, "lower", Lower);
        WriteUnless(true, "upper", Upper);
        WriteUnless(true, "numeric", Numeric);
        WriteUnless(true, "special", Special);
        WriteUnlessZero("minLower", MinLower);
        WriteUnlessZero("minUpper", MinUpper);
        WriteUnlessZero("minNumeric", MinNumeric);
        WriteUnlessZero("minSpecial", MinSpecial);
        writer.WriteEndObject();

        void WriteUnless(bool usual, string name, bool value)
        {
            if (value != usual)
            {
                writer.WriteBoolean(name, value);
            }
        }

        void WriteUnlessZero(string name, int value)
        {
            if (value != 0)
            {
                writer.WriteNumber(name, value);
            }
        }
    }
}
