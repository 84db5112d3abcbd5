// How long aspire-ecs takes, as a whole process, and how much memory: this repository's manifest and one of 100 services.
// The commands are measured in turn, so that a busy machine is busy for all.

using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Bench.AspireEcs;
using Bench.Publish;

const int Rounds = 15;

if (args is ["measure", .. var measured])
{
    Console.WriteLine(await Measured.RunAsync(measured));
    return;
}

var metadata = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(one => one.Key, one => one.Value!);
var (tool, self) = (metadata["AspireEcs"], Assembly.GetExecutingAssembly().Location);
var folder = Directory.CreateTempSubdirectory("bench-aspire-ecs-").FullName;
var application = Path.Join(metadata["RepositoryRoot"], "aspire-manifest.json");
var large = Path.Join(folder, "aspire-manifest.json");
File.WriteAllText(large, LargeManifest.Write(services: 100));
var output = Path.Join(folder, "template.json");

(string Name, string[] Command, string Limit)[] commands =
[
    ("synth of this application", [tool, "synth", application, "--output", output], "0.30 s, 80 MB"),
    ("check of this application", [tool, "check", application], "0.50 s"),
    ("synth of 100 services", [tool, "synth", large, "--output", output], "1.00 s"),
];
var runs = commands.Select(_ => new List<Measured>()).ToArray();
for (var round = 0; round < Rounds; round++)
{
    for (var i = 0; i < commands.Length; i++)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [self, "measure", .. commands[i].Command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var notes = process.StandardError.ReadToEndAsync();
        runs[i].Add(Measured.Parse(await process.StandardOutput.ReadToEndAsync()));
        await notes;
    }
}
Directory.Delete(folder, recursive: true);

Console.WriteLine($"load {File.ReadAllText("/proc/loadavg").Trim()}");
for (var i = 0; i < commands.Length; i++)
{
    var seconds = runs[i].Select(run => run.Seconds).Order().ToArray();
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{commands[i].Name,-26} {seconds[Rounds / 2]:0.000} s ({seconds[0]:0.000} at best), {runs[i].Max(run => run.Megabytes):0} MB   {commands[i].Limit}"));
}
