using System.Collections;

namespace Service;

/// <summary>A web service that tells what it was started with, calls others, and uses the servers that it is given.</summary>
internal static class Web
{
    public static int Run(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddVisits();
        builder.AddOrders();
        builder.AddNotes();
        builder.Services.AddHttpClient();

        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapGet("/", () => new About(Environment.ProcessId, args, app.Urls));
        app.MapGet("/environment", () => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(one => (string)one.Key, one => (string?)one.Value));
        app.MapGet("/call/{service}/{**path}", CallAsync);
        app.MapPost("/reset", (HttpRequest request) => request.Headers["X-Key"] == "open sesame" ? Results.NoContent() : Results.StatusCode(403));
        app.MapVisits();
        app.MapOrders();
        app.MapNotes();
        app.Run();
        return 0;
    }

    /// <summary>Asks another service by its name alone: service discovery finds its address.</summary>
    private static Task<string> CallAsync(string service, string? path, HttpClient client, CancellationToken cancellationToken) =>
        client.GetStringAsync(new Uri($"http://{service}/{path}"), cancellationToken);

    private sealed record About(int ProcessId, string[] Arguments, ICollection<string> Urls);
}
