namespace AppHosts.Tests;

/// <summary>What a service tells about itself at its root.</summary>
public sealed record About(int ProcessId, string[] Arguments, string[] Urls);
