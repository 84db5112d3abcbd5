namespace Api.Database;

/// <summary>
/// <c>Api migrate</c> brings the schema up to date and ends. A deployment runs it before a new version of the service, so
/// that a script that fails stops the roll-out and not the service; what it did, the service finds done.
/// </summary>
internal static class Migration
{
    public const string Command = "migrate";

    /// <summary>A database that is not there after this will not come.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <param name="settings">What follows the command, as for the service.</param>
    /// <returns>What the process ends with: 0 when the schema is up to date.</returns>
    public static async Task<int> RunAsync(string[] settings)
    {
        var builder = Host.CreateApplicationBuilder(settings);
        builder.Configuration["Shutdown:Delay"] = "00:00:00";   // nobody sends requests here
        builder.AddServiceDefaults();
        builder.AddSchema();
        using var host = builder.Build();
        await host.StartAsync();

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        stopping.CancelAfter(Limit);
        var schema = host.Services.GetRequiredService<SchemaUpdate>();
        await schema.WaitAsync(stopping.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await host.StopAsync(CancellationToken.None);
        return schema.IsFinished ? 0 : 1;
    }
}
