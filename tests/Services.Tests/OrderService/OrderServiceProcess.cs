using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Services.Tests.Servers;

namespace Services.Tests.OrderService;

/// <summary>The built order service in a process of its own, and a client to ask it with.</summary>
internal sealed class OrderServiceProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly ServerProcess _process;

    private OrderServiceProcess(ServerProcess process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address };
    }

    internal HttpClient Client { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Program => PathOf("Api");

    private static string PathOf(string name) => typeof(OrderServiceProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == name).Value!;

    /// <summary>Starts the service and waits until it listens, whether it is ready or not.</summary>
    internal static async Task<OrderServiceProcess> StartAsync(string database, string cache, string messaging, params string[] more)
    {
        var address = $"http://127.0.0.1:{ServerProcess.FreePort()}";
        var process = await ServerProcess.StartAsync(
            "dotnet",
            [
                Program, "--urls", address, "--contentRoot", Path.GetDirectoryName(Program)!, "--webroot", PathOf("ApiPage"),
                "--ConnectionStrings:ordersdb", database,
                "--ConnectionStrings:cache", cache,
                "--ConnectionStrings:messaging", messaging,
                .. more,
            ],
            "Application started");
        return new OrderServiceProcess(process, new Uri(address));
    }

    /// <summary>Runs the service's migration to its end, which has to be a good one.</summary>
    internal static Task MigrateAsync(string database) =>
        ServerProcess.RunAsync("dotnet", [Program, "migrate", "--ConnectionStrings:ordersdb", database]);

    /// <param name="answer">The first line: while developing, the reasons follow.</param>
    internal Task WaitUntilHealthAsync(string answer) =>
        LookUntilAsync("/health", async response => (await response.Content.ReadAsStringAsync(Cancel)).Split('\n')[0] == answer);

    /// <summary>What the cache did for a request, from the header that says so.</summary>
    internal Task WaitUntilCacheAsync(string path, string status) =>
        LookUntilAsync(path, response => Task.FromResult(CacheStatusOf(response).StartsWith(status, StringComparison.Ordinal)));

    /// <summary>As when the cache is empty. A look for which Redis was too slow says so, and may fill the cache all the same: it is emptied anew.</summary>
    internal async Task WaitUntilCacheMissesAsync(string path, Func<Task> empty)
    {
        await empty();
        await LookUntilAsync(path, async response =>
        {
            if (CacheStatusOf(response).StartsWith("redis; fwd=miss", StringComparison.Ordinal))
                return true;
            await empty();
            return false;
        });
    }

    internal async Task<Guid> PlaceOrderAsync(string product = "tea", int quantity = 2)
    {
        using var response = await Client.PostAsJsonAsync(
            "/orders", new { lines = new[] { new { productId = product, quantity } } }, Cancel);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetGuid();
    }

    internal async Task<JsonElement> WaitUntilConfirmedAsync(Guid order)
    {
        await LookUntilAsync($"/orders/{order}", async response =>
            (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("status").GetString() == "confirmed");
        return await Client.GetFromJsonAsync<JsonElement>($"/orders/{order}", Cancel);
    }

    /// <summary>Asks until the JSON that comes back is what the test waits for.</summary>
    internal Task WaitUntilAsync(string path, Func<JsonElement, bool> satisfied) =>
        LookUntilAsync(path, async response => response.IsSuccessStatusCode && satisfied(await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)));

    /// <summary>Asks the process to end, as an orchestrator does.</summary>
    internal void Terminate() => _process.Terminate();

    internal Task<int> EndAsync() => _process.EndAsync();

    public void Dispose()
    {
        Client.Dispose();
        _process.Dispose();
    }

    private static string CacheStatusOf(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);   // whatever becomes of the cache
        return response.Headers.GetValues("Cache-Status").Single();
    }

    private async Task LookUntilAsync(string path, Func<HttpResponseMessage, Task<bool>> satisfied)
    {
        using var looks = new PeriodicTimer(BetweenLooks);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Limit);
        do
        {
            using var response = await Client.GetAsync(path, Cancel);
            if (await satisfied(response))
                return;
        }
        while (await looks.WaitForNextTickAsync(limit.Token));
    }
}
