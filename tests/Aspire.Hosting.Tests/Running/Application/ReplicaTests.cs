using System.Diagnostics;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.Running.Application;

public class ReplicaTests
{
    // Answers each connection with its process id.
    private const string Server = """
        my $s = IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => $ENV{PORT}, Listen => 16, ReuseAddr => 1) or die $!;
        while (my $c = $s->accept) { print $c $$; close $c }
        """;

    [Fact]
    public async Task Replicas_share_one_address_and_one_that_is_killed_is_passed_over()
    {
        await using var builder = TestApplication.Create();
        var web = builder.AddExecutable("web", "perl", Path.GetTempPath(), "-MIO::Socket::INET", "-e", Server)
            .WithEndpoint(name: "tcp", env: "PORT")
            .WithAnnotation(new ReplicaAnnotation(2));
        var application = await builder.StartAsync();
        int[] ids = [await ProcessIdAsync(application, "web-1"), await ProcessIdAsync(application, "web-2")];
        var port = web.GetEndpoint("tcp").Port;

        Assert.Equal(ids.ToHashSet(), await AnswersUntilAsync(port, seen => seen.Count == 2));
        Process.GetProcessById(ids[0]).Kill();
        await application.WaitForStateAsync("web-1", KnownResourceStates.Exited);

        Assert.Equal([ids[1]], await AnswersUntilAsync(port, _ => true));
        Assert.Equal(KnownResourceStates.Running, application.StateOf("web-2").State?.Text);
    }

    [Fact]
    public async Task Replicas_that_would_have_to_share_a_port_fail_with_a_sentence()
    {
        await using var builder = TestApplication.Create();
        builder.AddSleeper("web").WithEndpoint(name: "tcp", targetPort: 12345).WithAnnotation(new ReplicaAnnotation(2));

        var application = await builder.StartAsync();

        Assert.Contains("Leave out targetPort", (await application.WaitForStateAsync("web-1", KnownResourceStates.FailedToStart)).Failure(), StringComparison.Ordinal);
    }

    private static async Task<int> ProcessIdAsync(DistributedApplication application, string instance) =>
        (int)(await application.WaitForStateAsync(instance, KnownResourceStates.Running)).Properties.Single(property => property.Name == "executable.pid").Value!;

    // The ids that answered, one connection after the other.
    private static async Task<HashSet<int>> AnswersUntilAsync(int port, Func<HashSet<int>, bool> enough)
    {
        var limit = TestApplication.Within();
        var seen = new HashSet<int>();
        do
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, limit);
            using var reader = new StreamReader(client.GetStream());
            if (int.TryParse(await reader.ReadToEndAsync(limit), out var id))
            {
                seen.Add(id);
            }
        }
        while (seen.Count == 0 || !enough(seen));

        return seen;
    }
}
