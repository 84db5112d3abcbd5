namespace Aspire.Hosting.ApplicationModel;

/// <summary>How waiting for resources works.</summary>
public class ResourceNotificationServiceOptions
{
    /// <summary>What a wait does when the resource that it waits for cannot run, if the wait does not say. By default it ends with an error.</summary>
    public WaitBehavior DefaultWaitBehavior { get; set; } = WaitBehavior.StopOnResourceUnavailable;
}
