using System.Globalization;
using System.Security.Cryptography;

namespace LocalServices.Tests.Endings;

/// <summary>The AppHost is killed with SIGKILL, which it cannot notice.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Lanes = 4;

    /// <remarks>ASPIRE_TEST_KILLS says how many, ASPIRE_TEST_SEED at which moments.</remarks>
    [Fact]
    public async Task An_AppHost_killed_at_any_moment_leaves_nothing_loses_nothing_and_does_not_hurt_the_next()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What an AppHost left is looked for in /proc, which only Linux has.");
        var kills = Setting("ASPIRE_TEST_KILLS", 200);
        var seed = Setting("ASPIRE_TEST_SEED", RandomNumberGenerator.GetInt32(int.MaxValue));
        TestContext.Current.SendDiagnosticMessage($"ASPIRE_TEST_SEED={seed}");
        output.WriteLine($"ASPIRE_TEST_SEED={seed}");

        var lanes = Enumerable.Range(0, Lanes).Select(lane => new KilledLane(unchecked(seed + lane), fresh: lane == 0)).ToArray();
        try
        {
            await Task.WhenAll(lanes.Select((lane, number) => Task.Run(() => lane.RunAsync((kills + number) / Lanes))));
        }
        finally
        {
            foreach (var lane in lanes)
                lane.Dispose();
        }

        var moments = lanes.SelectMany(lane => lane.Kills).GroupBy(pair => pair.Key).Select(group => $"{group.Sum(pair => pair.Value)} at {group.Key}");
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{string.Join(", ", moments)}; {lanes.Sum(lane => lane.Acknowledged)} acknowledged writes, none lost; nothing was left after {lanes.Max(lane => lane.LongestCleanUp).TotalSeconds:0.0} s at most (limit on a quiet machine: 5 s)");
        output.WriteLine(text);
        TestContext.Current.SendDiagnosticMessage(text);
        Assert.Equal(kills, lanes.Sum(lane => lane.Kills.Values.Sum()));
    }

    private static int Setting(string variable, int ordinary) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : ordinary;
}
