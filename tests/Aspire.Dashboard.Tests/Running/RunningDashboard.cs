using System.Collections.Immutable;
using Aspire.Dashboard.Resources;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Dashboard.Tests.Running;

/// <summary>A dashboard on a free port of this machine, and a client that is let in.</summary>
internal sealed class RunningDashboard : IAsyncDisposable
{
    internal const string Token = "the-token-of-the-test";

    private readonly DirectoryInfo? _ownFolder;

    private RunningDashboard(DashboardApplication dashboard, DrivenApplication application, DirectoryInfo? ownFolder)
    {
        _ownFolder = ownFolder;
        Dashboard = dashboard;
        Application = application;
        Address = new Uri(dashboard.Urls[0]);
        Client = NewClient();
        Client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
    }

    internal DashboardApplication Dashboard { get; }

    internal DrivenApplication Application { get; }

    internal Uri Address { get; }

    internal HttpClient Client { get; }

    internal static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    internal static Task<RunningDashboard> StartAsync(params ImmutableArray<ResourceSnapshot> resources) =>
        StartAsync(new DashboardOptions { BrowserToken = Token }, resources);

    internal static async Task<RunningDashboard> StartAsync(DashboardOptions options, params ImmutableArray<ResourceSnapshot> resources)
    {
        var application = new DrivenApplication();
        application.Begin(resources);
        var ownFolder = options.Telemetry.Folder is null ? Directory.CreateTempSubdirectory("dashboard-test-") : null;
        if (ownFolder is not null)
            options = options with { Telemetry = options.Telemetry with { Folder = ownFolder.FullName } };
        try
        {
            var dashboard = await DashboardApplication.StartAsync(options, application, application, application, application.Interactions, NullLoggerFactory.Instance, Limit);
            return new RunningDashboard(dashboard, application, ownFolder);
        }
        catch (DashboardException)
        {
            ownFolder?.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>A client that is not let in, keeps no cookies and follows no redirects.</summary>
    internal HttpClient NewClient() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(20) };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Dashboard.DisposeAsync();
        _ownFolder?.Delete(recursive: true);
    }
}
