using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Running.Application;

namespace Aspire.Hosting.Tests.Running.Ide;

public class EnvironmentLeakTests
{
    [Fact]
    public async Task What_an_IDE_tells_the_AppHost_reaches_no_program_that_it_starts()
    {
        // One of the names that are an IDE's to use, and that nobody else reads: other tests run beside this one.
        const string Name = "DEBUG_SESSION_OF_A_TEST";
        Environment.SetEnvironmentVariable(Name, "secret");
        try
        {
            await using var builder = TestApplication.Create();
            builder.AddShell("program", $"echo \"[${Name}]\"");
            builder.AddShell("told", $"echo \"[${Name}]\"").WithEnvironment(Name, "on purpose");
            await using var application = await builder.StartAsync();

            await application.WaitForStateAsync("program", KnownResourceStates.Finished);
            await application.WaitForStateAsync("told", KnownResourceStates.Finished);

            Assert.Equal(["[]"], await application.LinesOfAsync("program"));
            Assert.Equal(["[on purpose]"], await application.LinesOfAsync("told"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Name, null);
        }
    }
}
