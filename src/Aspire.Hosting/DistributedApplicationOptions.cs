namespace Aspire.Hosting;

/// <summary>How an application is built.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The command line of the AppHost.</summary>
    public string[]? Args { get; set; }

    /// <summary>The name of the AppHost's assembly; by default that of the program.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>The folder of the AppHost's project; by default the one that it was built from.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>Whether the application runs without its dashboard.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>Whether the logs of the resources also go to the log of the AppHost.</summary>
    public bool EnableResourceLogging { get; set; }

    /// <summary>Whether the dashboard may be served by http instead of https. <c>ASPIRE_ALLOW_UNSECURED_TRANSPORT</c> says the same.</summary>
    public bool AllowUnsecuredTransport { get; set; }
}
