using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace LocalServices.Tests.Endings;

/// <summary>The AppHost in a terminal, as somebody who types sees it.</summary>
public sealed class TerminalTests : IDisposable
{
    private const char InterruptKey = '\x03';

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Home _home;
    private readonly StringBuilder _screen = new();
    private Process? _terminal;

    public TerminalTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "The program 'script', which gives a process a terminal, is not on this machine.");
        _home = new Home();
    }

    public void Dispose()
    {
        _terminal?.Kill();
        _terminal?.Dispose();
        _home.Dispose();
    }

    [Fact]
    public async Task The_interrupt_key_reaches_the_AppHost_alone_which_stops_the_resources_in_order()
    {
        Open("quiet");
        await ScreenAsync("Up after");

        await TypeAsync(InterruptKey);

        await ScreenAsync("worker", "stopped", "Stopped.", "exit code 0");
        await _home.WaitUntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task The_interrupt_key_pressed_twice_ends_everything_at_once()
    {
        Open("deaf", "--Aspire:StopTimeout=600");
        await ScreenAsync("Up after");

        await TypeAsync(InterruptKey);
        await ScreenAsync("job", "stopped");
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        await pause.WaitForNextTickAsync();
        await TypeAsync(InterruptKey);

        await ScreenAsync("exit code 130");
        await _home.WaitUntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_terminal_that_is_closed_ends_the_application()
    {
        Open("quiet");
        await ScreenAsync("Up after");

        _terminal!.Kill();

        await _home.WaitUntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_killed_AppHost_leaves_the_terminal_as_it_was()
    {
        Open("talkative", "--Aspire:Console=Logs");
        await ScreenAsync("Up after", "I talk", "I talk");
        var appHost = Machine.ProcessesWith(_home.Environment[Home.TokenVariable]!).Single(process => Machine.CommandOf(process).Contains("KilledAppHost talkative", StringComparison.Ordinal) && !Machine.CommandOf(process).Contains("sh -c", StringComparison.Ordinal));

        Machine.Send(Machine.Kill, appHost);

        await ScreenAsync("exit code 137", "end of settings");
        foreach (var setting in new[] { "icanon", "echo", "isig", "opost" })
        {
            Assert.Contains(setting, Screen, StringComparison.Ordinal);
            Assert.DoesNotContain($"-{setting} ", Screen, StringComparison.Ordinal);
        }

        await _home.WaitUntilNothingIsLeftAsync();
        Assert.True(LastColour(Screen) is "\e[0m", $"The screen: {Screen}");
    }

    private string Screen
    {
        get
        {
            lock (_screen)
                return _screen.ToString();
        }
    }

    private static string LastColour(string screen)
    {
        var start = screen.LastIndexOf("\e[", StringComparison.Ordinal);
        var end = screen.IndexOf('m', start);
        return screen[start..(end + 1)];
    }

    private void Open(string scenario, params string[] settings)
    {
        // The shell tells how the AppHost ended and what it left of the terminal's settings.
        var command = $"'{AppHostProcess.Program}' {scenario} {string.Join(' ', settings)}; echo \"exit code $?\"; stty -a; echo end of settings";
        var start = new ProcessStartInfo("/usr/bin/setsid", ["--wait", "/usr/bin/script", "-qfc", $"trap : INT; {command}", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        foreach (var (name, value) in _home.Environment)
            start.Environment[name] = value;
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["SHELL"] = "/bin/sh";
        start.Environment.Remove("NO_COLOR");
        _terminal = Process.Start(start)!;
        _terminal.OutputDataReceived += (_, line) =>
        {
            lock (_screen)
                _screen.AppendLine(CultureInfo.InvariantCulture, $"{line.Data}");
        };
        _terminal.BeginOutputReadLine();
    }

    private async Task TypeAsync(char key)
    {
        await _terminal!.StandardInput.WriteAsync(key);
        await _terminal.StandardInput.FlushAsync();
    }

    /// <summary>Waits until these words are on the screen, in this order.</summary>
    private async Task<string> ScreenAsync(params string[] words)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!Has(Screen, words))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Limit, $"'{string.Join("', '", words)}' did not come. The screen: {Screen}");
            await timer.WaitForNextTickAsync();
        }

        return Screen;
    }

    private static bool Has(string screen, string[] words)
    {
        var position = 0;
        return words.All(word => (position = screen.IndexOf(word, position, StringComparison.Ordinal) + 1) > 0);
    }
}
