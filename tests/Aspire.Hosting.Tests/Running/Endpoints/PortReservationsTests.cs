using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Running.Endpoints;

namespace Aspire.Hosting.Tests.Running.Endpoints;

public sealed class PortReservationsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Ports_are_different_and_in_the_range()
    {
        using var ports = NewRun();

        var reserved = Enumerable.Range(0, 500).Select(_ => ports.Reserve()).ToList();

        Assert.Equal(500, reserved.Distinct().Count());
        Assert.All(reserved, port => Assert.InRange(port, 10000, 32767));
    }

    [Fact]
    public void A_server_can_listen_on_a_reserved_port_on_any_address()
    {
        using var ports = NewRun();

        foreach (var address in new[] { IPAddress.Loopback, IPAddress.Any, IPAddress.IPv6Any })
        {
            using var listener = new TcpListener(address, ports.Reserve());
            listener.Start();
        }
    }

    [Fact]
    public void Two_runs_never_hold_the_same_port()
    {
        var range = new PortRange(20000, 20039);
        using var first = NewRun(range);
        using var second = NewRun(range);

        var reserved = Enumerable.Range(0, 15).SelectMany(_ => new[] { first.Reserve(), second.Reserve() }).ToList();

        Assert.Equal(reserved.Count, reserved.Distinct().Count());
    }

    [Fact]
    public void A_port_on_which_somebody_listens_is_passed_over()
    {
        using var ports = NewRun();
        using var listener = new TcpListener(IPAddress.Loopback, ports.Reserve());
        listener.Start();
        var taken = ((IPEndPoint)listener.LocalEndpoint).Port;
        ports.Release(taken);
        using var other = NewRun(new PortRange(taken, taken));

        var error = Assert.Throws<PortInUseException>(() => other.Reserve());

        Assert.StartsWith($"No port between {taken} and {taken} is free.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_is_free_again_for_others_when_its_run_ends()
    {
        using var second = NewRun();
        int port;
        using (var first = NewRun())
        {
            port = first.Reserve();
            Assert.Throws<PortInUseException>(() => second.Reserve(port));
        }

        second.Reserve(port);
    }

    [Fact]
    public void A_requested_port_in_use_is_refused_with_the_program_that_holds_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells who listens on a port.");
        using var ports = NewRun();
        using var listener = new TcpListener(IPAddress.Loopback, ports.Reserve());
        listener.Start();
        var taken = ((IPEndPoint)listener.LocalEndpoint).Port;
        ports.Release(taken);

        var error = Assert.Throws<PortInUseException>(() => ports.Reserve(taken));

        Assert.Equal(
            $"Port {taken} is in use by '{File.ReadAllText("/proc/self/comm").Trim()}' (process {Environment.ProcessId}). Stop it, or choose another port.",
            error.Message);
    }

    [Fact]
    public void A_port_that_is_asked_for_twice_is_named()
    {
        using var ports = NewRun();
        var port = ports.Reserve();

        var error = Assert.Throws<PortInUseException>(() => ports.Reserve(port));

        Assert.Equal($"Port {port} is asked for twice in this application. Give one of the two another port.", error.Message);
    }

    [Theory]
    [InlineData(32768, 60999, 10000, 32767)]
    [InlineData(15000, 61000, 10000, 14999)]
    [InlineData(1024, 60999, 61000, 65535)]
    [InlineData(1024, 65535, 10000, 32767)]
    public void Ports_are_chosen_outside_the_ephemeral_range(int first, int last, int expectedFirst, int expectedLast) =>
        Assert.Equal(new PortRange(expectedFirst, expectedLast), PortRange.Outside(new PortRange(first, last)));

    private PortReservations NewRun(PortRange? range = null) => new(_folder.Path, range);
}
