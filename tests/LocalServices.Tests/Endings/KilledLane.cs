using System.Diagnostics;

namespace LocalServices.Tests.Endings;

/// <summary>One AppHost after the other with the same user, data and caches, each killed at a random moment.</summary>
/// <param name="seed">Chooses the moments.</param>
/// <param name="fresh">Whether the data and what it is made from are removed now and then, so that kills meet their making.</param>
internal sealed class KilledLane(int seed, bool fresh) : IDisposable
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan LongestRun = TimeSpan.FromMilliseconds(200);

    private readonly Random _random = new(seed);
    private readonly Home _home = new();
    private readonly AcknowledgedData _data = new();
    private readonly string _sharedCache = Path.Combine(Path.GetTempPath(), "aspire-test-cache");
    private TimeSpan _startTime = TimeSpan.FromSeconds(1);

    /// <summary>The longest that it took until nothing was left.</summary>
    public TimeSpan LongestCleanUp { get; private set; }

    /// <summary>How many kills there were at each moment.</summary>
    public Dictionary<string, int> Kills { get; } = new() { ["start"] = 0, ["run"] = 0, ["stop"] = 0 };

    public long Acknowledged => _data.Count;

    /// <summary>Kills so many AppHosts, and lets a last one end in order.</summary>
    public async Task RunAsync(int kills)
    {
        for (var kill = 0; kill < kills; kill++)
        {
            RemoveSometimes();
            await KillOneAsync(Moment());
        }

        await EndInOrderAsync();
    }

    public void Dispose() => _home.Dispose();

    // Half of the kills meet a start: most happens there.
    private string Moment() => _random.Next(4) switch
    {
        0 => "run",
        1 => "stop",
        _ => "start",
    };

    private async Task KillOneAsync(string moment)
    {
        Kills[moment]++;
        var appHost = Start();
        var writing = Task.CompletedTask;
        if (moment == "start")
        {
            await PassAsync(_startTime * (1.1 * _random.NextDouble()));
        }
        else
        {
            var (redis, postgres) = await UpAsync(appHost);
            writing = _data.WriteAsync(redis, postgres);
            await PassAsync(LongestRun * _random.NextDouble());
            if (moment == "stop")
            {
                appHost.Send(Machine.Terminate);
                await PassAsync(LongestStop * _random.NextDouble());
            }
        }

        await appHost.KillAsync();
        await NothingIsLeftAsync(appHost, moment);
        await writing.WaitAsync(Home.Limit);
    }

    private async Task EndInOrderAsync()
    {
        var appHost = Start();
        await UpAsync(appHost);
        appHost.Send(Machine.Terminate);
        Assert.Equal(0, (await appHost.EndedAsync()).Code);
        await NothingIsLeftAsync(appHost, "end");
    }

    private AppHostProcess Start() => new(
        _home, "servers", $"--Aspire:LocalServices:DataPath={_home.Data}", $"--Aspire:LocalServices:CachePath={(fresh ? _home.Cache : _sharedCache)}");

    /// <summary>Waits until the application is up, and looks whether everything acknowledged is there.</summary>
    private async Task<(string Redis, string Postgres)> UpAsync(AppHostProcess appHost)
    {
        var started = Stopwatch.GetTimestamp();
        var up = await appHost.LineAsync("Up after");
        Assert.DoesNotContain("without", up, StringComparison.Ordinal);
        _startTime = Stopwatch.GetElapsedTime(started);
        var (redis, postgres) = (await appHost.ConnectionStringAsync("cache"), await appHost.ConnectionStringAsync("orders"));
        await _data.VerifyAsync(redis, postgres);
        return (redis, postgres);
    }

    private async Task NothingIsLeftAsync(AppHostProcess appHost, string moment)
    {
        try
        {
            var took = await _home.WaitUntilNothingIsLeftAsync();
            LongestCleanUp = took > LongestCleanUp ? took : LongestCleanUp;
        }
        catch (Xunit.Sdk.XunitException failure)
        {
            Assert.Fail($"Killed at its {moment}: {failure.Message}\n{appHost.Output}");
        }
    }

    private void RemoveSometimes()
    {
        if (fresh && _random.Next(2) == 0)
        {
            Remove(_home.Data);
            _data.Forget();
        }

        if (fresh && _random.Next(3) == 0)
            Remove(_home.Cache);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static async Task PassAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time + TimeSpan.FromMilliseconds(1));
        await timer.WaitForNextTickAsync();
    }
}
