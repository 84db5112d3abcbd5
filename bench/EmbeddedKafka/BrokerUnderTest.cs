using System.Diagnostics;

namespace EmbeddedKafka.Bench;

/// <summary>The broker's process, with a folder of its own.</summary>
internal sealed class BrokerUnderTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("embedded-kafka-bench-").FullName;
    private Process _process = null!;

    public string Address { get; private set; } = "127.0.0.1:0";

    public long ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 >> 20;
        }
    }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public long LogBytes => Files("*.log").Sum(file => new FileInfo(file).Length);

    public static BrokerUnderTest Start(out TimeSpan took)
    {
        var broker = new BrokerUnderTest();
        took = broker.StartAgain();
        return broker;
    }

    public TimeSpan StartAgain()
    {
        var watch = Stopwatch.StartNew();
        var executable = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "EmbeddedKafka.exe" : "EmbeddedKafka");
        var start = new ProcessStartInfo(executable, ["--listen", Address, "--data", _folder]) { RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The broker did not come up.");
        Address = line.Split("listening on ")[1].Split(',')[0];
        return watch.Elapsed;
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    public void RemoveCheckpoints()
    {
        foreach (var file in Files("*.checkpoint")) File.Delete(file);
    }

    public void Dispose()
    {
        Kill();
        Directory.Delete(_folder, recursive: true);
    }

    private string[] Files(string pattern) => Directory.GetFiles(_folder, pattern, SearchOption.AllDirectories);
}
