using System.Threading.Channels;
using Aspire.Hosting.Running.Processes;
using Aspire.Hosting.Tests.Running;

namespace Aspire.Hosting.Tests.Errors;

/// <summary>An AppHost with a mistake, run in a process of its own as its user runs it, and what its console shows.</summary>
internal sealed class ErrorRun : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly List<string> _shown = [];
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly RunningProcess _process;

    private ErrorRun(ProcessSpec spec) => _process = new ProcessLauncher(TimeProvider.System).Start(spec, (line, _) => _lines.Writer.TryWrite(line));

    public int ProcessId => _process.Id;

    /// <summary>What the console has shown of what was waited for.</summary>
    public string Shown => string.Join('\n', _shown);

    /// <summary>Starts it.</summary>
    /// <param name="project">The folder of its project, which may hold settings; and of its user.</param>
    /// <param name="mistake">One of the names in ErrorHost's Mistakes.cs, then settings: <c>--Name=value</c>.</param>
    public static ErrorRun Start(TestFolder project, params string[] mistake) => StartIn(project, new Dictionary<string, string>(), [], mistake);

    /// <summary>Starts it with other variables, or through another program, which is given the command as its last arguments.</summary>
    public static ErrorRun StartIn(TestFolder project, IReadOnlyDictionary<string, string> variables, string[] through, params string[] mistake)
    {
        string[] command = [.. through, Path.Combine(AppContext.BaseDirectory, "ErrorHost"), .. mistake];
        var environment = new Dictionary<string, string?>
        {
            // User secrets of its own; the locks of ports it shares with everybody.
            ["HOME"] = project.Path,
            ["XDG_DATA_HOME"] = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            ["NUGET_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = null,
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = null,
            ["Aspire__LocalServices__DataPath"] = project.File("data"),
            ["Aspire__LocalServices__CachePath"] = Path.Combine(Path.GetTempPath(), "aspire-test-cache"),
        };
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return new ErrorRun(new ProcessSpec { FileName = command[0], Arguments = command[1..], Environment = environment, WorkingDirectory = project.Path });
    }

    /// <summary>Waits until the console shows a line with a text.</summary>
    /// <returns>The line without the blanks around it.</returns>
    public async Task<string> LineAsync(string text)
    {
        if (_shown.Find(line => line.Contains(text, StringComparison.Ordinal)) is { } before)
            return before.Trim();

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            while (true)
            {
                var line = await _lines.Reader.ReadAsync(limit.Token);
                _shown.Add(line);
                if (line.Contains(text, StringComparison.Ordinal))
                    return line.Trim();
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The console does not show '{text}', but:\n{Shown}");
            throw;
        }
    }

    /// <summary>Waits until everything that starts has come to something, and checks that the resource without a mistake runs.</summary>
    public async Task OthersRunAsync()
    {
        await LineAsync("Press Ctrl+C to stop.");
        Assert.Matches("(?m)^  other +ready ", Shown);
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>The exit code and everything that the console has shown.</returns>
    public async Task<(int Code, string Console)> EndAsync()
    {
        var exit = await _process.Completion.WaitAsync(Limit, TestContext.Current.CancellationToken);
        return (exit.Code, await RestAsync());
    }

    /// <summary>Ends it as Ctrl+C does.</summary>
    /// <returns>Everything that the console has shown.</returns>
    public async Task<string> StopAsync()
    {
        await _process.StopAsync(Limit);
        return await RestAsync();
    }

    public async ValueTask DisposeAsync() => await _process.StopAsync(TimeSpan.FromSeconds(20));

    private async Task<string> RestAsync()
    {
        _lines.Writer.TryComplete();
        await foreach (var line in _lines.Reader.ReadAllAsync())
            _shown.Add(line);
        Assert.DoesNotMatch(@"(?m)^\s+at \S+\(|Unhandled exception", Shown); // no stack trace, whatever happens
        return Shown;
    }
}
