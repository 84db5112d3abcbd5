using Aspire.Hosting.ApplicationModel;

namespace AppHosts.Tests;

public sealed class MessagingTests(RunningAppHost<Projects.Messaging> messaging) : IClassFixture<RunningAppHost<Projects.Messaging>>
{
    [Fact]
    public async Task A_note_reaches_its_reader()
    {
        await Task.WhenAll(messaging.HealthyAsync("writer"), messaging.HealthyAsync("reader"));
        Assert.Equal("Persisted", await messaging.PostAsync("writer", "/notes/hello"));
        await UntilReadAsync("reader", "hello");
    }

    [Fact]
    public async Task What_starts_explicitly_waits_for_its_command_and_then_reads_what_was_written_before()
    {
        await messaging.HealthyAsync("writer");
        await messaging.PostAsync("writer", "/notes/early");
        var idle = await messaging.WaitForStateAsync("archivist", KnownResourceStates.NotStarted);
        Assert.Equal(ResourceCommandState.Enabled, idle.Commands.Single(command => command.Name == KnownResourceCommands.StartCommand).State);
        Assert.Equal(ResourceCommandState.Hidden, idle.Commands.Single(command => command.Name == KnownResourceCommands.StopCommand).State);

        Assert.True((await messaging.CommandAsync("archivist", KnownResourceCommands.StartCommand)).Success);
        await messaging.HealthyAsync("archivist");
        await UntilReadAsync("archivist", "early");

        Assert.True((await messaging.CommandAsync("archivist", KnownResourceCommands.StopCommand)).Success);
        await messaging.WaitAsync("archivist", snapshot => KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text));
    }

    [Fact]
    public async Task Relationships_are_shown_as_they_were_declared()
    {
        var archivist = await messaging.WaitAsync("archivist", snapshot => snapshot.Relationships.Length > 0);
        Assert.Equivalent(
            new RelationshipSnapshot[] { new("notes", "Reference"), new("notes", "WaitFor"), new("writer", "Reference"), new("reader", "Backup") },
            archivist.Relationships,
            strict: true);
    }

    private async Task UntilReadAsync(string reader, string note)
    {
        var limit = Limit.Within();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await pace.WaitForNextTickAsync(limit))
        {
            if ((await messaging.GetAsync<string[]>(reader, "/notes")).Contains(note))
            {
                return;
            }
        }
    }
}
