using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Redis;
using Aspire.Hosting.Running.LocalServices;
using Aspire.Hosting.Running.Processes;

namespace LocalServices.Tests.Redis;

/// <summary>The command line of EmbeddedRedis.</summary>
public sealed class EmbeddedRedisProgramTests
{
    [Fact]
    public async Task Without_an_address_it_ends_with_code_1_and_says_what_is_missing()
    {
        var result = await RunAsync();

        Assert.Equal(1, result.Exit.Code);
        Assert.Equal("EmbeddedRedis: --listen is missing: say where to listen, for example --listen 127.0.0.1:6379.", result.Errors);
    }

    [Fact]
    public async Task An_unknown_option_is_named()
    {
        var result = await RunAsync("--listen", "127.0.0.1:1", "--colour", "red");

        Assert.Equal(1, result.Exit.Code);
        Assert.Equal("EmbeddedRedis: There is no option '--colour'.", result.Errors);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = taken.LocalEndpoint.ToString()!;

        var result = await RunAsync("--listen", address);

        Assert.Equal(1, result.Exit.Code);
        Assert.StartsWith($"EmbeddedRedis: Cannot listen on {address}: ", result.Errors.Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_named()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("There is no /dev/null.");

        var result = await RunAsync("--listen", "127.0.0.1:1", "--data", "/dev/null/data");

        Assert.Equal(1, result.Exit.Code);
        Assert.StartsWith("EmbeddedRedis: Cannot keep data in '/dev/null/data': ", result.Errors, StringComparison.Ordinal);
    }

    private static Task<ProcessResult> RunAsync(params string[] arguments)
    {
        var (fileName, program) = EmbeddedServer.Find(typeof(RedisLocalService).Assembly, "EmbeddedRedis");
        return new ProcessLauncher(TimeProvider.System).RunAsync(
            new ProcessSpec { FileName = fileName, Arguments = [program, .. arguments] }, TestContext.Current.CancellationToken);
    }
}
