using Aspire.Hosting.Running.Endpoints;
using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Running.Controllers;

/// <summary>Says why a resource failed: one sentence for what the user can mend, the whole exception for what is a defect of some code.</summary>
internal static class FailureSentence
{
    public static string Of(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var first, ..] } aggregate when aggregate.InnerExceptions.All(one => one.Message == first.Message) => Of(first),
        DistributedApplicationException or ProcessStartException or PortInUseException => exception.Message,
        InvalidOperationException or ArgumentException => exception.Message,
        IOException or UnauthorizedAccessException => Failures.Describe(exception),
        _ => exception.ToString(),
    };

    /// <summary>The reason as a whole sentence: some begin so already.</summary>
    public static string CannotStart(string reason) =>
        reason.StartsWith("Cannot start ", StringComparison.Ordinal) ? reason : $"cannot start: {reason}";
}
