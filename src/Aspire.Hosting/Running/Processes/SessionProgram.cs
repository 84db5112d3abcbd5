namespace Aspire.Hosting.Running.Processes;

/// <summary>The program of the system that makes itself the leader of a new session and then becomes another program.</summary>
/// <remarks>
/// .NET starts a child in the process group of its parent, and the child can no longer be moved once it runs. A child is
/// never the leader of a group, so neither program has to fork: the process that .NET started is the one that stays.
/// </remarks>
internal sealed class SessionProgram
{
    private const string UsualFolders = "/usr/bin:/bin:/usr/local/bin";

    /// <summary>What a program that <see cref="WaitsForGo"/> reads before anything else.</summary>
    public const string Go = "\n";

    // Where there is no setsid(1), as on macOS. It waits for one byte first, so that the process is known to the reaper
    // before it does anything: if this process dies earlier, there is no byte and nothing is started.
    private const string PerlScript =
        "use POSIX (); POSIX::setsid(); sysread(STDIN, my $go, 1) or exit 0; exec { $ARGV[0] } @ARGV; print STDERR \"$ARGV[0]: $!\\n\"; exit 126";

    private SessionProgram(string fileName, IReadOnlyList<string> leadingArguments, bool waitsForGo)
    {
        FileName = fileName;
        LeadingArguments = leadingArguments;
        WaitsForGo = waitsForGo;
    }

    /// <summary>What this machine has; looked up once.</summary>
    public static Lazy<SessionProgram> OfThisMachine { get; } = new(() => Setsid() ?? Perl() ?? throw new ProcessStartException(
        "Cannot start processes: neither 'setsid' nor 'perl' is on PATH, and one of them is needed to keep Ctrl+C from reaching "
        + "every process at once. Install util-linux or perl."));

    public string FileName { get; }

    /// <summary>What comes before the program's own path and arguments.</summary>
    public IReadOnlyList<string> LeadingArguments { get; }

    /// <summary>Whether the program starts only once it has read a byte from its standard input.</summary>
    public bool WaitsForGo { get; }

    public static SessionProgram? Setsid() => Find("setsid") is { } path ? new SessionProgram(path, [], waitsForGo: false) : null;

    public static SessionProgram? Perl() => Find("perl") is { } path ? new SessionProgram(path, ["-e", PerlScript], waitsForGo: true) : null;

    private static string? Find(string name) =>
        ExecutableFile.Find(name, UsualFolders) ?? ExecutableFile.Find(name, Environment.GetEnvironmentVariable("PATH"));
}
