using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using AspireEcs.Tests.Aws;

namespace AspireEcs.Tests.Rehearsal;

/// <summary>Rehearses this repository's application as a user does, with the build that there is of its service.</summary>
internal sealed class RehearsalProcess : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(150);

    private readonly Process _process;

    private RehearsalProcess(Process process) => _process = process;

    internal int Id => _process.Id;

    internal static string Manifest => Path.Combine(Moto.RepositoryRoot, "aspire-manifest.json");

    internal static RehearsalProcess Start(params string[] more)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var service = Path.Combine(Moto.RepositoryRoot, "Api", "bin", configuration, "net10.0");
        return Of(Manifest, ["--published", $"api={service}", .. more]);
    }

    internal static RehearsalProcess Of(string manifest, params string[] options)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "aspire-ecs"), ["rehearse", manifest, .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new RehearsalProcess(Process.Start(start)!);
    }

    /// <summary>A line of its output.</summary>
    internal async Task<string?> LineAsync()
    {
        using var limit = Limit();
        return await _process.StandardOutput.ReadLineAsync(limit.Token);
    }

    /// <summary>kill -9.</summary>
    internal async Task KillAsync()
    {
        using var limit = Limit();
        _process.Kill();
        await _process.WaitForExitAsync(limit.Token);
    }

    /// <summary>Waits for its end. Where the machine lacks something for it, the test is skipped.</summary>
    internal async Task<RehearsalOutcome> EndAsync()
    {
        using var limit = Limit();
        var (output, error) = (_process.StandardOutput.ReadToEndAsync(limit.Token), _process.StandardError.ReadToEndAsync(limit.Token));
        await _process.WaitForExitAsync(limit.Token);
        if (_process.ExitCode == 1 && (await error) is var reason && (reason.Contains("not installed", StringComparison.Ordinal) || reason.Contains("A rehearsal needs", StringComparison.Ordinal)))
            Assert.Skip(reason.Trim());
        return new RehearsalOutcome(_process.ExitCode, await output, await error);
    }

    /// <summary>Rehearses a template that was changed in one place.</summary>
    internal static async Task<RehearsalOutcome> OfChangedAsync(Action<JsonObject> change, int patience = 15)
    {
        var file = Path.GetTempFileName();
        try
        {
            var template = JsonNode.Parse(Synthesis.Of(Manifest, settings: null, environment: null).Json)!.AsObject();
            change(template["Resources"]!.AsObject());
            await File.WriteAllTextAsync(file, template.ToJsonString(), TestContext.Current.CancellationToken);
            using var rehearsal = Start("--template", file, "--json", "--patience", $"{patience}");
            return await rehearsal.EndAsync();
        }
        finally
        {
            File.Delete(file);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static CancellationTokenSource Limit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        return limit;
    }
}

/// <summary>How a rehearsal ended.</summary>
internal sealed record RehearsalOutcome(int ExitCode, string Output, string Error)
{
    /// <summary>The steps of its JSON: name, outcome and detail.</summary>
    internal IReadOnlyList<(string Name, string Outcome, string Detail)> Steps =>
        [.. JsonDocument.Parse(Output).RootElement.GetProperty("steps").EnumerateArray()
            .Select(step => (step.GetProperty("name").GetString()!, step.GetProperty("outcome").GetString()!, step.GetProperty("detail").GetString()!))];

    internal (string Name, string Outcome, string Detail) Failed => Assert.Single(Steps, step => step.Outcome == "failed");
}
