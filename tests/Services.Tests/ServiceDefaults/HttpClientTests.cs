using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace Services.Tests.ServiceDefaults;

public sealed class HttpClientTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_finds_a_service_by_its_name()
    {
        await using var catalog = await RunningService.StartAsync(map: app => app.MapGet("/", () => "tea"));
        await using var service = await RunningService.StartAsync(builder =>
            builder.Configuration["services:catalog:http:0"] = catalog.Address.ToString());

        using var client = NewClient(service);

        Assert.Equal("tea", await client.GetStringAsync("http://catalog/", Cancel));
    }

    [Fact]
    public async Task A_client_repeats_a_GET_that_failed_for_a_moment()
    {
        var requests = 0;
        await using var moody = await RunningService.StartAsync(map: app =>
            app.MapGet("/", () => Interlocked.Increment(ref requests) < 3 ? Results.StatusCode(503) : Results.Text("tea")));
        await using var service = await RunningService.StartAsync(RetryAtOnce);

        using var client = NewClient(service);

        Assert.Equal("tea", await client.GetStringAsync(moody.Address, Cancel));
        Assert.Equal(3, requests);
    }

    [Fact]
    public async Task A_client_never_repeats_a_POST_which_may_have_been_carried_out()
    {
        var requests = 0;
        await using var moody = await RunningService.StartAsync(map: app =>
            app.MapPost("/", () => { Interlocked.Increment(ref requests); return Results.StatusCode(503); }));
        await using var service = await RunningService.StartAsync(RetryAtOnce);

        using var client = NewClient(service);
        using var answer = await client.PostAsync(moody.Address, content: null, Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(1, requests);
    }

    private static HttpClient NewClient(RunningService service) =>
        service.Services.GetRequiredService<IHttpClientFactory>().CreateClient();

    private static void RetryAtOnce(WebApplicationBuilder builder) =>
        builder.Services.ConfigureAll<HttpStandardResilienceOptions>(options => options.Retry.Delay = TimeSpan.FromMilliseconds(1));
}
