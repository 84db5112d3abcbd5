namespace Api.Database;

internal sealed partial class SchemaUpdate
{
    [LoggerMessage(LogLevel.Information, "Applied {Script} to the database")]
    private partial void LogApplied(string script);
}
