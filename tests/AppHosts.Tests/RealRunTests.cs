using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace AppHosts.Tests;

/// <summary>The AppHosts started as their developers start them: by <c>dotnet run</c>.</summary>
public sealed class RealRunTests
{
    [Theory]
    [InlineData("Settings", "api")]
    [InlineData("Greenhouse", "gardener")]
    public async Task Dotnet_run_brings_the_application_up_and_ctrl_c_ends_it_without_a_trace(string appHost, string service)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Ctrl+C is sent with kill(1)");
        }

        using var process = Start(appHost);
        var lines = new List<string>();
        while (!lines.Any(line => line.StartsWith("Up after", StringComparison.Ordinal)))
        {
            lines.Add(await process.StandardOutput.ReadLineAsync(Limit.Within()) ?? throw new InvalidOperationException($"It ended before it was up: {string.Join('\n', lines)}"));
        }

        Assert.DoesNotContain(lines, line => line.Contains("not ready", StringComparison.Ordinal));
        var address = lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).First(words => words is [var name, var url] && name == service && url.StartsWith("http", StringComparison.Ordinal))[1];
        using var client = new HttpClient();
        var pid = (await client.GetStringAsync(address, Limit.Within())).Split("\"processId\":")[1].Split(',')[0];
        Assert.False(HasEnded(pid));

        using var kill = Process.Start("kill", ["-INT", Child(process).ToString(CultureInfo.InvariantCulture)]);
        var rest = await process.StandardOutput.ReadToEndAsync(Limit.Within());
        await process.WaitForExitAsync(Limit.Within());
        Assert.EndsWith("Stopped.", rest.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(0, process.ExitCode);
        Assert.True(HasEnded(pid));
    }

    private static Process Start(string appHost) => Process.Start(new ProcessStartInfo("dotnet", ["run", "--no-build", "--no-launch-profile", "--configuration", Metadata("Configuration"), "--project", Path.Join(Metadata("AppHosts"), appHost)])
    {
        RedirectStandardOutput = true,
        Environment =
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
            ["DcpPublisher__RandomizePorts"] = "true",
        },
    })!;

    // dotnet run starts the AppHost as a child, to which a terminal would send Ctrl+C as well.
    private static int Child(Process run)
    {
        using var pgrep = Process.Start(new ProcessStartInfo("ps", ["-o", "pid=", "--ppid", run.Id.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
        return int.Parse(pgrep.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
    }

    private static bool HasEnded(string pid) => !Directory.Exists($"/proc/{pid}");

    private static string Metadata(string key) => typeof(RealRunTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == key).Value!;
}
