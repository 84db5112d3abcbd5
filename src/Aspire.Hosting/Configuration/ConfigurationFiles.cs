using System.Text.Json;

namespace Aspire.Hosting.Configuration;

/// <summary>Says of a settings file that cannot be read which one it is, where, and why.</summary>
internal static class ConfigurationFiles
{
    /// <exception cref="DistributedApplicationException">A file cannot be read; the message names it.</exception>
    public static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException exception)
        {
            // "Failed to load configuration from file '…'." around what the parser says.
            var cause = exception.GetBaseException();
            throw new DistributedApplicationException($"{exception.Message} {(cause is JsonException json ? Describe(json) : cause.Message)} Correct the file.", exception);
        }
    }

    /// <summary>Where a JSON text is wrong, counted from 1 as editors do, and why.</summary>
    public static string Describe(JsonException exception)
    {
        var why = exception.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0].TrimEnd('.');
        return exception is { LineNumber: { } line, BytePositionInLine: { } position }
            ? $"Line {line + 1}, position {position + 1}: {why}."
            : $"{why}.";
    }
}
