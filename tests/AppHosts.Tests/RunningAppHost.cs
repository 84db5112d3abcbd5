using System.Net.Http.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AppHosts.Tests;

/// <summary>An AppHost with its real servers and services, started once for the tests of a class.</summary>
/// <typeparam name="TAppHost">The AppHost, for example <c>Projects.Storefront</c>.</typeparam>
public class RunningAppHost<TAppHost> : IAsyncLifetime where TAppHost : class
{
    private IDistributedApplicationTestingBuilder? _builder;

    public DistributedApplication Application { get; private set; } = null!;

    public DistributedApplicationModel Model => Application.Services.GetRequiredService<DistributedApplicationModel>();

    public virtual async ValueTask InitializeAsync()
    {
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<TAppHost>(Arguments, Limit.Within());
        Configure(_builder);
        Application = await _builder.BuildAsync(Limit.Within());
        await Application.StartAsync(Limit.Within());
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Application is not null)
        {
            await Application.DisposeAsync();
        }

        if (_builder is not null)
        {
            await _builder.DisposeAsync();
        }
    }

    /// <summary>The command line of the AppHost.</summary>
    protected virtual string[] Arguments => [];

    /// <summary>Changes what the AppHost declared.</summary>
    protected virtual void Configure(IDistributedApplicationTestingBuilder builder) { }

    public Task<ResourceEvent> HealthyAsync(string resource) => Application.ResourceNotifications.WaitForResourceHealthyAsync(resource, Limit.Within());

    public async Task<CustomResourceSnapshot> WaitAsync(string resource, Func<CustomResourceSnapshot, bool> predicate) =>
        (await Application.ResourceNotifications.WaitForResourceAsync(resource, one => predicate(one.Snapshot), Limit.Within())).Snapshot;

    public Task<CustomResourceSnapshot> WaitForStateAsync(string resource, string state) => WaitAsync(resource, snapshot => snapshot.State?.Text == state);

    public async Task<string> GetAsync(string resource, string path, string? endpoint = null)
    {
        using var client = Application.CreateHttpClient(resource, endpoint);
        return await client.GetStringAsync(path, Limit.Within());
    }

    public async Task<T> GetAsync<T>(string resource, string path, string? endpoint = null)
    {
        using var client = Application.CreateHttpClient(resource, endpoint);
        return (await client.GetFromJsonAsync<T>(path, Limit.Within()))!;
    }

    public async Task<string> PostAsync(string resource, string path)
    {
        using var client = Application.CreateHttpClient(resource);
        using var response = await client.PostAsync(path, null, Limit.Within());
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(Limit.Within());
    }

    /// <summary>What a service really received.</summary>
    public Task<Dictionary<string, string>> EnvironmentOfAsync(string resource) => GetAsync<Dictionary<string, string>>(resource, "/environment");

    public Task<ExecuteCommandResult> CommandAsync(string resource, string command) => Application.ResourceCommands.ExecuteCommandAsync(resource, command, Limit.Within());

    /// <summary>Reads the log of a resource until a line holds a text.</summary>
    public async Task<string> LineAsync(string resource, string text)
    {
        var limit = Limit.Within();
        await foreach (var batch in Application.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(Model.Resources.Single(one => one.Name == resource)).WithCancellation(limit))
        {
            foreach (var line in batch)
            {
                if (line.Content.Contains(text, StringComparison.Ordinal))
                {
                    return line.Content;
                }
            }
        }

        throw new InvalidOperationException($"The log of '{resource}' ended without '{text}'.");
    }
}

