using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Interactions;

internal sealed partial class InputLoader
{
    [LoggerMessage(LogLevel.Error, "The input '{Input}' of the dialog '{Dialog}' could not be filled.")]
    private partial void LogLoadFailed(string input, string dialog, Exception exception);
}
