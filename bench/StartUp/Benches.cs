namespace StartUp;

/// <summary>What is measured here.</summary>
internal static class Benches
{
    private static readonly TimeSpan _idle = TimeSpan.FromSeconds(30);

    // Built with this bench, in the same configuration.
    private static readonly string _appHost = Path.GetFullPath(Path.Join(
        AppContext.BaseDirectory, "../../../../../AppHost/bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0/AppHost.dll"));

    /// <summary>The AppHost's process, from its start until all is up.</summary>
    public static async Task AppHostAsync(int runs)
    {
        Report.Header("Seconds from the start of the AppHost's process until a resource is healthy (median), and memory of the AppHost");
        foreach (var redis in (string[])["installed", "embedded"])
        {
            using var folder = new TemporaryData();
            var first = await AppHostRun.StartAsync(_appHost, redis, folder.Path);
            Report.Row($"first run, Redis {redis}", [first], limitSeconds: redis == "embedded" ? 7 : 6);
            var later = new List<Start>();
            for (var i = 0; i < runs; i++)
                later.Add(await AppHostRun.StartAsync(_appHost, redis, folder.Path));

            Report.Row($"data exists, Redis {redis}", later, limitSeconds: redis == "embedded" ? 4 : 3);
        }
    }

    /// <summary>The AppHost's process while all is up and nobody asks for anything; its dashboard is in it, its servers are not.</summary>
    public static async Task IdleAsync()
    {
        using var folder = new TemporaryData();
        Report.Idle(await AppHostRun.IdleAsync(_appHost, "installed", folder.Path, _idle), _idle);
    }

    /// <summary>A test's process, from asking for the application until all is up.</summary>
    public static async Task TestAsync(int runs)
    {
        await TestStart.MeasureAsync(); // Makes the template of PostgreSQL's data if there is none.
        var starts = new List<(Start First, Start Second)>();
        for (var i = 0; i < runs; i++)
            starts.Add(await TestStart.MeasureAsync());

        Report.Header("Seconds from a test's asking for the whole application until a resource is healthy (median), and memory of the test's process");
        Report.Row("first test of a process", [.. starts.Select(start => start.First)], limitSeconds: 2);
        Report.Row("second", [.. starts.Select(start => start.Second)], limitSeconds: 2);
    }
}
