namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>Telemetry cannot be written or read. The message names the file and the cause.</summary>
internal sealed class StorageException(string message) : Exception(message);
