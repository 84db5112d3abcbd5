using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Services.Tests.Telemetry;

/// <summary>Takes what is sent by OTLP over HTTP, and looks for text in it as it is: each byte a character of Latin-1.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, string Body)> _received = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private OtlpCollector(WebApplication app) => _app = app;

    internal string Address => _app.Urls.Single();

    internal static async Task<OtlpCollector> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var collector = new OtlpCollector(app);
        app.MapPost("/v1/{signal}", collector.TakeAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    internal Task WaitForTextAsync(string path, string text) => WaitForAsync(path, Regex.Escape(text));

    internal async Task WaitForAsync(string path, string pattern)
    {
        while (!_received.Any(message => message.Path == path && Regex.IsMatch(message.Body, pattern, RegexOptions.Singleline)))
        {
            Assert.True(await _arrived.WaitAsync(Limit, TestContext.Current.CancellationToken),
                $"No '{pattern}' arrived at {path}, only: {string.Join(", ", _received.Select(message => $"{message.Path} ({message.Body.Length} bytes)"))}");
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
        _received.Enqueue((context.Request.Path, await reader.ReadToEndAsync(context.RequestAborted)));
        _arrived.Release();
    }
}
