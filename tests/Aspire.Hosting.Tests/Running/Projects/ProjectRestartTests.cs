using System.Diagnostics;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Aspire.Hosting.Tests.Running.Application;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Tests.Running.Projects;

/// <summary>Real projects, really built: a library and a program that says what the library says.</summary>
public sealed class ProjectRestartTests : IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(150);

    private readonly TestFolder _folder = new();

    public ProjectRestartTests()
    {
        Write("Directory.Build.props", "<Project><PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write("Words/Words.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
        Write("Words/Words.cs", """public static class Words { public const string Greeting = "first"; }""");
        Write("Service/Service.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>
              <ItemGroup><ProjectReference Include="../Words/Words.csproj" /></ItemGroup>
            </Project>
            """);
        Write("Service/Program.cs", """Console.WriteLine($"says {Words.Greeting}"); Thread.Sleep(Timeout.Infinite);""");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_restart_builds_what_changed_and_nothing_else_and_the_others_run_on()
    {
        await using var builder = TestApplication.Create();
        builder.AddProject("service", Path("Service/Service.csproj"));
        builder.AddSleeper("other");
        var application = await builder.StartAsync();
        await StateAsync(application, "service", KnownResourceStates.Building);
        await StateAsync(application, "service", KnownResourceStates.Running);
        var other = ProcessId(application.StateOf("other"));

        // Nothing changed: MSBuild is not even asked.
        var before = File.GetLastWriteTimeUtc(Path("Service/bin/Debug/net10.0/Service.dll"));
        var hear = Listen(application, "service");
        await RestartAsync(application, "service");
        Assert.DoesNotContain(await hear("says first"), line => line.StartsWith("Building", StringComparison.Ordinal));
        Assert.Equal(before, File.GetLastWriteTimeUtc(Path("Service/bin/Debug/net10.0/Service.dll")));

        // A project that it refers to.
        Write("Words/Words.cs", """public static class Words { public const string Greeting = "second"; }""");
        hear = Listen(application, "service");
        await RestartAsync(application, "service");
        Assert.Contains(await hear("says second"), line => line.StartsWith("Building Service.csproj", StringComparison.Ordinal));

        // What does not build is told, and mended by the next start.
        Write("Words/Words.cs", """public static class Words { public const string Greeting = 3; }""");
        await application.ResourceCommands.ExecuteCommandAsync("service", KnownResourceCommands.RestartCommand, Within());
        var failed = await StateAsync(application, "service", KnownResourceStates.FailedToStart);
        Assert.Contains("CS0029", failed.Failure(), StringComparison.Ordinal);
        Assert.DoesNotContain("Words.csproj]", failed.Failure(), StringComparison.Ordinal);
        Write("Words/Words.cs", """public static class Words { public const string Greeting = "third"; }""");
        hear = Listen(application, "service");
        await application.ResourceCommands.ExecuteCommandAsync("service", KnownResourceCommands.StartCommand, Within());
        await hear("says third");

        Assert.Equal(other, ProcessId(application.StateOf("other")));
        Assert.Equal(KnownResourceStates.Running, application.StateOf("other").State?.Text);
    }

    [Fact]
    public async Task Replicas_are_built_once_when_they_restart_together_and_not_under_one_that_runs()
    {
        await using var builder = TestApplication.Create();
        builder.AddProject("service", Path("Service/Service.csproj")).WithReplicas(2);
        var application = await builder.StartAsync();
        await StateAsync(application, "service-1", KnownResourceStates.Running);
        await StateAsync(application, "service-2", KnownResourceStates.Running);
        Write("Words/Words.cs", """public static class Words { public const string Greeting = "second"; }""");

        var hearOne = Listen(application, "service-1");
        await RestartAsync(application, "service-1");
        Assert.Contains(await hearOne("says first"), line => line.Contains("'service-2' runs from the same build", StringComparison.Ordinal));

        hearOne = Listen(application, "service-1");
        var hearTwo = Listen(application, "service-2");
        await application.ResourceCommands.ExecuteCommandAsync("service", KnownResourceCommands.RestartCommand, Within());
        var one = await hearOne("says second");
        var two = await hearTwo("says second");
        Assert.Single(one, line => line.StartsWith("Built in", StringComparison.Ordinal));
        Assert.Equal(one.Single(line => line.StartsWith("Built in", StringComparison.Ordinal)), two.Single(line => line.StartsWith("Built in", StringComparison.Ordinal)));

        hearTwo = Listen(application, "service-2");
        await application.ResourceCommands.ExecuteCommandAsync("service-1", KnownResourceCommands.RebuildCommand, Within());
        Assert.Contains(await hearTwo("says second"), line => line.StartsWith("Building", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_calls_a_project_that_is_restarted_goes_on_and_reaches_the_new_one_at_the_same_address()
    {
        Write("Web/Web.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><ProjectReference Include="../Words/Words.csproj" /></ItemGroup></Project>""");
        Write("Web/Program.cs", """
            var app = WebApplication.Create(args);
            app.MapGet("/", () => $"{Words.Greeting} from {Environment.ProcessId}");
            app.Run();
            """);
        Write("Caller/Caller.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>""");
        Write("Caller/Program.cs", """
            using var client = new HttpClient { BaseAddress = new Uri(Environment.GetEnvironmentVariable("services__web__http__0")!) };
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            for (var before = ""; await pace.WaitForNextTickAsync();)
            {
                var answer = await client.GetStringAsync("/").ContinueWith(asked => asked.IsCompletedSuccessfully ? asked.Result : "nothing");
                if (answer != before)
                    Console.WriteLine($"hears {before = answer}");
            }
            """);
        await using var builder = TestApplication.Create();
        var web = builder.AddProject("web", Path("Web/Web.csproj")).WithHttpEndpoint();
        builder.AddProject("caller", Path("Caller/Caller.csproj")).WithReference(web).WaitFor(web);
        var application = await builder.StartAsync();
        var caller = ProcessId(await StateAsync(application, "caller", KnownResourceStates.Running));
        var address = application.GetEndpoint("web", "http");
        await HearAsync("first");

        var started = Stopwatch.GetTimestamp();
        await RestartAsync(application, "web");
        await HearAsync("first");
        var unchanged = Stopwatch.GetElapsedTime(started);

        Write("Words/Words.cs", """public static class Words { public const string Greeting = "second"; }""");
        started = Stopwatch.GetTimestamp();
        await RestartAsync(application, "web");
        await HearAsync("second");
        var changed = Stopwatch.GetElapsedTime(started);

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"the caller reached it {unchanged.TotalMilliseconds:0} ms after a restart without a change, {changed.TotalMilliseconds:0} ms after one with a build");
        Assert.Equal(address, application.GetEndpoint("web", "http"));
        Assert.Equal(caller, ProcessId(application.StateOf("caller")));

        // The process that runs now is heard, over the address that the caller was started with.
        async Task HearAsync(string greeting)
        {
            var expected = $"hears {greeting} from {ProcessId(application.StateOf("web"))}";
            await foreach (var lines in application.Services.GetRequiredService<ResourceLoggerService>().WatchAsync("caller").WithCancellation(Within()))
            {
                if (lines.Any(line => line.Content.EndsWith(expected, StringComparison.Ordinal)))
                    return;
            }

            Assert.Fail($"The caller never wrote '{expected}'.");
        }
    }

    [Fact]
    public void Looking_for_changes_takes_a_fraction_of_a_second()
    {
        for (var i = 0; i < 1000; i++)
        {
            Write($"Service/Part{i}.cs", "// a part");
        }

        var first = Hosting.Running.Projects.ProjectInputs.Read(Path("Service/Service.csproj"), null);
        var started = Stopwatch.GetTimestamp();
        var second = Hosting.Running.Projects.ProjectInputs.Read(Path("Service/Service.csproj"), null);
        var took = Stopwatch.GetElapsedTime(started);
        Write("Service/bin/Debug/Service.dll", "no source");
        Write("Service/app.log", "no source");
        var third = Hosting.Running.Projects.ProjectInputs.Read(Path("Service/Service.csproj"), null);
        Write("Directory.Packages.props", "<Project><!-- changed --></Project>");
        var fourth = Hosting.Running.Projects.ProjectInputs.Read(Path("Service/Service.csproj"), null);
        File.Delete(Path("Service/Part7.cs"));
        var fifth = Hosting.Running.Projects.ProjectInputs.Read(Path("Service/Service.csproj"), null);

        Assert.True(took < TimeSpan.FromMilliseconds(500), $"It took {took}.");
        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.Equal(second.Fingerprint, third.Fingerprint);
        Assert.NotEqual(third.Fingerprint, fourth.Fingerprint);
        Assert.NotEqual(fourth.Fingerprint, fifth.Fingerprint);
    }

    private static CancellationToken Within() => CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken, new CancellationTokenSource(_limit).Token).Token;

    private static async Task<CustomResourceSnapshot> StateAsync(DistributedApplication application, string resource, string state) =>
        (await application.ResourceNotifications.WaitForResourceAsync(resource, one => one.Snapshot.State?.Text == state, Within())).Snapshot;

    private static async Task RestartAsync(DistributedApplication application, string resource)
    {
        var before = ProcessId(application.StateOf(resource));
        Assert.True((await application.ResourceCommands.ExecuteCommandAsync(resource, KnownResourceCommands.RestartCommand, Within())).Success);
        await application.ResourceNotifications.WaitForResourceAsync(
            resource, one => one.Snapshot.State?.Text == KnownResourceStates.Running && ProcessId(one.Snapshot) != before, Within());
    }

    /// <summary>What a resource writes from now on, up to a line.</summary>
    private static Func<string, Task<List<string>>> Listen(DistributedApplication application, string resource)
    {
        var written = Channel.CreateUnbounded<string>();
        application.Services.GetRequiredService<ResourceLoggerService>().LineAdded += (instance, text, _) =>
        {
            if (instance == resource)
            {
                written.Writer.TryWrite(text);
            }
        };
        return async upTo =>
        {
            var lines = new List<string>();
            do
            {
                lines.Add(await written.Reader.ReadAsync(Within()));
            }
            while (lines[^1] != upTo);
            return lines;
        };
    }

    private static int ProcessId(CustomResourceSnapshot snapshot) => (int)snapshot.Properties.Single(property => property.Name == "executable.pid").Value!;

    private string Path(string relative) => System.IO.Path.Combine(_folder.Path, relative);

    private void Write(string relative, string text)
    {
        var path = Path(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
