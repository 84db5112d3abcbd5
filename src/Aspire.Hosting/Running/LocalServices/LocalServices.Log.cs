using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.LocalServices;

internal static partial class LocalServicesLog
{
    [LoggerMessage(LogLevel.Information, "Fetching {Package} {Version} with npm, once, into {Folder}")]
    internal static partial void FetchingPackage(this ILogger logger, string package, string version, string folder);
}
