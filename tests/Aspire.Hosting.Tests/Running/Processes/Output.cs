using System.Threading.Channels;

namespace Aspire.Hosting.Tests.Running.Processes;

/// <summary>Collects what a process writes, and lets a test wait for a line of it.</summary>
internal sealed class Output
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _all = [];
    private readonly List<string> _errors = [];

    public IReadOnlyList<string> All => _all;

    public IReadOnlyList<string> Errors => _errors;

    public void Add(string line, bool isError)
    {
        (isError ? _errors : _all).Add(line);
        _lines.Writer.TryWrite(line);
    }

    /// <summary>The next line that was not yet waited for.</summary>
    public async Task<string> NextAsync() => await _lines.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limit);
}
