using System.Globalization;
using StartUp;

// How long the built AppHost takes until every resource is healthy, how much memory it has then and what it needs when
// nothing happens; and how long a test of the whole application waits before it can begin.
//   dotnet run --project bench/StartUp [-- [apphost|idle|test] [RUNS]]     one word: only those figures
if (args is [TestStart.Command])
{
    await TestStart.RunAsync();
    return;
}

var only = args.FirstOrDefault(arg => arg is "apphost" or "idle" or "test");
var runs = args.LastOrDefault() is { } last && int.TryParse(last, CultureInfo.InvariantCulture, out var count) ? count : 5;
if (only is null or "apphost")
    await Benches.AppHostAsync(runs);
if (only is null or "idle")
    await Benches.IdleAsync();
if (only is null or "test")
    await Benches.TestAsync(runs);
