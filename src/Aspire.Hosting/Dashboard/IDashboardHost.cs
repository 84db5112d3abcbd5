namespace Aspire.Hosting.Dashboard;

/// <summary>A dashboard as the application needs it. What implements it is named in the AppHost's assembly and loaded when the application runs.</summary>
internal interface IDashboardHost : IAsyncDisposable
{
    /// <summary>Starts it.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be started; the message says why and what to do.</exception>
    Task<DashboardAddress> StartAsync(IServiceProvider services, CancellationToken cancellationToken);
}

/// <summary>Where the dashboard is.</summary>
/// <param name="Url">Its address.</param>
/// <param name="LoginUrl">The link that opens it, which may hold a token.</param>
internal sealed record DashboardAddress(string Url, string LoginUrl);
