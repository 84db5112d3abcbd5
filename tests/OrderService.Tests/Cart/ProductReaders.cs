using System.Diagnostics;

namespace OrderService.Tests.Cart;

/// <summary>Readers of products, who have to be answered whatever becomes of Redis.</summary>
internal sealed class ProductReaders : IAsyncDisposable
{
    private const int Readers = 8;

    private readonly HttpClient _client;
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(Application.OrderApplication.Within());
    private readonly Lock _lock = new();
    private readonly Task _reading;
    private TaskCompletionSource _one = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _slowest;

    private ProductReaders(HttpClient client)
    {
        _client = client;
        _reading = Task.WhenAll(Enumerable.Range(0, Readers).Select(ReadAsync));
    }

    internal static ProductReaders Start(HttpClient client) => new(client);

    /// <summary>Completes when so many more were answered.</summary>
    internal async Task ReadMoreAsync(int more)
    {
        for (var i = 0; i < more; i++)
        {
            Task one;
            lock (_lock)
                one = _one.Task;
            await await Task.WhenAny(one, _reading);
        }
    }

    /// <returns>How long the one waited who waited longest.</returns>
    internal async Task<TimeSpan> StopAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        return _slowest;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ReadAsync(int reader)
    {
        while (!_stop.IsCancellationRequested)
        {
            var begin = Stopwatch.GetTimestamp();
            using (var response = await _client.GetAsync(reader % 2 == 0 ? "/products" : "/products/tea", TestContext.Current.CancellationToken))
                response.EnsureSuccessStatusCode();
            lock (_lock)
            {
                _slowest = TimeSpan.FromTicks(Math.Max(_slowest.Ticks, Stopwatch.GetElapsedTime(begin).Ticks));
                _one.SetResult();
                _one = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
