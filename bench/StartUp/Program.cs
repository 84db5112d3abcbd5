using StartUp;

// How long the built AppHost takes until every resource is healthy, and how much memory it has then.
//   dotnet run --project bench/StartUp [-- RUNS]
var runs = args is [var count, ..] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 5;
var appHost = Path.GetFullPath(Path.Join(AppContext.BaseDirectory, "../../../../../AppHost/bin/Debug/net10.0/AppHost.dll"));
if (!File.Exists(appHost))
{
    Console.Error.WriteLine($"There is no built AppHost at '{appHost}'. Build it: dotnet build AppHost.");
    return 1;
}

Report.Header();
foreach (var redis in (string[])["installed", "embedded"])
{
    using var folder = new TemporaryData();
    var first = await AppHostRun.MeasureAsync(appHost, redis, folder.Path);
    Report.Row($"first run, Redis {redis}", [first], limitSeconds: redis == "embedded" ? 7 : 6);
    var later = new List<AppHostRun>();
    for (var i = 0; i < runs; i++)
    {
        later.Add(await AppHostRun.MeasureAsync(appHost, redis, folder.Path));
    }

    Report.Row($"data exists, Redis {redis}", later, limitSeconds: redis == "embedded" ? 4 : 3);
}

return 0;
