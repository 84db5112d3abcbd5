namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where a command is offered.</summary>
[Flags]
public enum ResourceCommandVisibility
{
    /// <summary>Nowhere but to code of the AppHost.</summary>
    None = 0,

    /// <summary>On the dashboard's page.</summary>
    UI = 1,

    /// <summary>To programs, by the dashboard's API.</summary>
    Api = 2,
}
