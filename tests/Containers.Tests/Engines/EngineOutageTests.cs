using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Containers.Tests.Running;

namespace Containers.Tests.Engines;

/// <summary>What an application sees of an engine that does not answer for a while.</summary>
public sealed class EngineOutageTests : IDisposable
{
    private readonly EngineProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task An_engine_that_does_not_answer_any_more_is_shown_with_its_containers_until_it_answers_again()
    {
        await using var app = await StartAsync();

        await BreakAsync();
        await app.StateAsync("sleeper", KnownResourceStates.RuntimeUnhealthy);
        await app.LineAsync("sleeper", $"{Engine.Program} does not answer any more, so it is not known how the container is: ");
        Mend();

        await app.StateAsync("sleeper", KnownResourceStates.Running);
        await Engine.AskAsync("kill", app.ContainerId("sleeper"));
        await app.StateAsync("sleeper", KnownResourceStates.Exited);
    }

    [Fact]
    public async Task What_happened_meanwhile_is_known_when_the_engine_answers_again()
    {
        await using var app = await StartAsync();

        await BreakAsync();
        await app.StateAsync("sleeper", KnownResourceStates.RuntimeUnhealthy);
        await Engine.AskAsync("kill", app.ContainerId("sleeper"));
        Mend();

        Assert.Equal(137, (await app.StateAsync("sleeper", KnownResourceStates.Exited)).ExitCode);
    }

    private async Task<ContainerApplication> StartAsync()
    {
        await Engine.RequireAsync(Engine.Busybox);
        _program.Before("[ -e $FOLDER/broken ] && echo 'Cannot connect to the Docker daemon.' >&2 && exit 1\necho $$ >>$FOLDER/processes");
        var builder = _program.In(ContainerApplication.CreateBuilder());
        builder.AddSleeper("sleeper");
        var app = await ContainerApplication.StartAsync(builder);
        await app.StateAsync("sleeper", KnownResourceStates.Running);
        return app;
    }

    // As when the daemon ends: nobody is let in any more, and those who listen hear no more.
    private async Task BreakAsync()
    {
        await File.WriteAllTextAsync(Path.Join(_program.Folder, "broken"), "", TestContext.Current.CancellationToken);
        foreach (var line in await File.ReadAllLinesAsync(Path.Join(_program.Folder, "processes"), TestContext.Current.CancellationToken))
        {
            try
            {
                using var process = Process.GetProcessById(int.Parse(line, CultureInfo.InvariantCulture));
                if (process.ProcessName == Path.GetFileName(Engine.Path))
                {
                    process.Kill();
                }
            }
            catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
            {
                // It has ended.
            }
        }
    }

    private void Mend() => File.Delete(Path.Join(_program.Folder, "broken"));
}
