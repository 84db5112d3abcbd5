using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Tests.Running;
using Aspire.Hosting.Tests.Running.Processes;

namespace Aspire.Hosting.Tests.Errors;

/// <summary>Ports that cannot be had.</summary>
public sealed class PortErrorTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public PortErrorTests() => _listener.Start();

    private int Taken => ((IPEndPoint)_listener.LocalEndpoint).Port;

    // Our own process, by the name that the system knows it by.
    private static string Me => $"'{File.ReadAllText($"/proc/{Environment.ProcessId}/comm").Trim()}' (process {Environment.ProcessId})";

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Dispose();
    }

    [UnixFact]
    public async Task A_fixed_port_of_a_program_that_is_in_use_is_told_with_who_uses_it() => await AssertTakenAsync("fixed port");

    [UnixFact]
    public async Task A_fixed_port_of_a_project_that_is_in_use_is_told_with_who_uses_it() => await AssertTakenAsync("fixed port of a project");

    [UnixFact]
    public async Task A_fixed_port_of_a_local_service_that_is_in_use_is_told_with_who_uses_it() => await AssertTakenAsync("fixed port of a server");

    [UnixFact]
    public async Task A_port_that_another_run_keeps_is_told_with_that_run()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Who holds a port is read from /proc.");
        var port = Taken;
        _listener.Stop();
        await using var first = ErrorRun.Start(_folder, "fixed port", $"--Port={port}");
        await first.LineAsync("Press Ctrl+C to stop.");

        await using var second = ErrorRun.Start(_folder, "fixed port", $"--Port={port}");

        Assert.EndsWith(
            $"cannot start: Port {port} is in use by another run of an AppHost, 'ErrorHost' (process {first.ProcessId}), which keeps it for a server of its own. Stop it, or choose another port.",
            await second.LineAsync("cannot start"), StringComparison.Ordinal);
        await second.OthersRunAsync();
    }

    [UnixFact]
    public async Task A_port_that_the_application_asks_for_twice_is_told()
    {
        var port = Taken;
        _listener.Stop();
        await using var run = ErrorRun.Start(_folder, "same port twice", $"--Port={port}");

        Assert.EndsWith($"cannot start: Port {port} is asked for twice in this application. Give one of the two another port.", await run.LineAsync("cannot start"), StringComparison.Ordinal);
        await run.OthersRunAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99999)]
    public async Task A_port_that_does_not_exist_fails_its_resource(int port)
    {
        await using var run = ErrorRun.Start(_folder, "impossible port", $"--Port={port}");

        Assert.EndsWith(
            $"cannot start: The endpoint 'http' of the resource 'web' asks for port {port}, and ports are between 1 and 65535. Give it another, or none for a free one.",
            await run.LineAsync("cannot start"), StringComparison.Ordinal);
        await run.OthersRunAsync();
        await run.StopAsync();
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS")]
    [InlineData("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL")]
    [InlineData("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL")]
    public async Task A_port_of_the_dashboard_that_is_in_use_is_told_with_the_setting_and_the_application_runs_without_it(string setting)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Who holds a port is read from /proc.");
        var variables = new Dictionary<string, string> { [setting] = $"http://localhost:{Taken}", ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true" };
        await using var run = ErrorRun.StartIn(_folder, variables, [], "none");

        Assert.Equal(
            $"dashboard  The dashboard cannot listen on http://localhost:{Taken}: port {Taken} is in use by {Me}. End what listens there, or set {setting} to another address. The application runs without it.",
            await run.LineAsync("The dashboard cannot"));
        await run.OthersRunAsync();
        Assert.DoesNotContain("fail:", await run.StopAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://localhost:99999")]
    public async Task An_address_of_the_dashboard_that_is_none_is_told_with_the_setting(string address)
    {
        await using var run = ErrorRun.StartIn(_folder, new Dictionary<string, string> { ["ASPNETCORE_URLS"] = address }, [], "none");

        Assert.Contains($"The dashboard cannot listen on '{address}'. Set ASPNETCORE_URLS to an address such as http://localhost:15888.", await run.LineAsync("The dashboard cannot"), StringComparison.Ordinal);
        await run.OthersRunAsync();
        await run.StopAsync();
    }

    private async Task AssertTakenAsync(string mistake)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Who holds a port is read from /proc.");
        await using var run = ErrorRun.Start(_folder, mistake, $"--Port={Taken}");

        Assert.Equal($"web        cannot start: Port {Taken} is in use by {Me}. Stop it, or choose another port.", await run.LineAsync("cannot start"));
        await run.OthersRunAsync();
        await run.StopAsync();
    }
}
