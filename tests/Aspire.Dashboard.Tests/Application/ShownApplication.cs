using Aspire.Dashboard.Tests.Running;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Dashboard.Tests.Application;

/// <summary>An application that runs with its dashboard, as an AppHost does.</summary>
internal sealed class ShownApplication : IAsyncDisposable
{
    private ShownApplication(DistributedApplication application, string loginUrl) => (Application, LoginUrl) = (application, loginUrl);

    internal DistributedApplication Application { get; }

    internal string LoginUrl { get; }

    internal static async Task<ShownApplication> StartAsync(Action<IDistributedApplicationBuilder> describe, string? telemetryFolder = null)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { ProjectDirectory = AppContext.BaseDirectory });
        builder.Configuration["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        builder.Configuration["Aspire:Console"] = "Off";
        builder.Configuration["Dashboard:Telemetry:Keep"] = telemetryFolder is null ? "None" : "Run";
        builder.Configuration["Dashboard:Telemetry:Folder"] = telemetryFolder;
        describe(builder);
        var application = builder.Build();
        await application.StartAsync(RunningDashboard.Limit);
        var address = await application.Services.GetRequiredService<DashboardService>().Address.WaitAsync(RunningDashboard.Limit);
        return new ShownApplication(application, Assert.IsType<Aspire.Hosting.Dashboard.DashboardAddress>(address).LoginUrl);
    }

    internal async Task<CustomResourceSnapshot> WaitAsync(string resource, string state) =>
        (await Application.ResourceNotifications.WaitForResourceAsync(resource, one => one.Snapshot.State?.Text == state, RunningDashboard.Limit)).Snapshot;

    public async ValueTask DisposeAsync() => await Application.DisposeAsync();
}
