using Aspire.Hosting.Running.Endpoints;
using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Running.Controllers;

/// <summary>Says why a resource failed: one sentence for what the user can mend, the whole exception for what is a defect of some code.</summary>
internal static class FailureSentence
{
    public static string Of(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var only] } => Of(only),
        DistributedApplicationException or ProcessStartException or PortInUseException => exception.Message,
        InvalidOperationException or ArgumentException => exception.Message,
        _ => exception.ToString(),
    };
}
