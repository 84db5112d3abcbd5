using System.Globalization;
using Bench.Containers;
using Bench.Containers.Ways;

// How long the servers of the application take in containers until all of it is healthy: started by the built AppHost, by the
// engine's own "docker run", and by docker-compose with health checks. Every start finds fresh volumes, and images that are there.
//   dotnet run -c Release --project bench/Containers [-- ROUNDS]
var rounds = args is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 5;
if (BuiltApplication.Missing is { } missing)
{
    Console.Error.WriteLine(missing);
    return 1;
}

// Files in use mostly check every 5 s or more seldom, and 30 is what nothing said means; 1 is the most eager that is common.
var (appHost, run) = (new AppHostWay(), new DockerRunWay());
ComposeWay[] composes = await ComposeWay.IsThereAsync() ? [new(secondsBetweenChecks: 5), new(secondsBetweenChecks: 1)] : [];
IWay[] ways = [run, appHost, .. composes];
var starts = ways.ToDictionary(way => way, _ => new List<Start>());
for (var round = 0; round <= rounds; round++)
{
    foreach (var way in ways)
    {
        var start = await way.MeasureAsync();
        if (round > 0) // The first fills the caches of the machine.
        {
            starts[way].Add(start);
        }
    }
}

foreach (var way in ways)
{
    Report.Row(way.Name, starts[way]);
}

Report.Ratio("AppHost / docker run", starts[appHost], starts[run], limit: 1.3);
foreach (var compose in composes)
{
    Report.Ratio($"AppHost / {compose.Name}", starts[appHost], starts[compose], limit: 0.7);
}

if (composes.Length == 0)
{
    Console.WriteLine("docker-compose is not installed (Debian: apt-get install docker-compose): not compared.");
}

return 0;
