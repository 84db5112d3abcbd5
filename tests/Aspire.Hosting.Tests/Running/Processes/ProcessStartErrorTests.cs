using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Tests.Running.Processes;

public class ProcessStartErrorTests
{
    private readonly ProcessLauncher _launcher = new(TimeProvider.System);

    [UnixFact]
    public void A_program_that_is_not_on_path_is_named_with_where_it_was_looked_for() =>
        AssertFails(
            new ProcessSpec { FileName = "no-such-server", Environment = new Dictionary<string, string?> { ["PATH"] = "/usr/bin:/bin" } },
            "Cannot start 'no-such-server': there is no such program on PATH (/usr/bin:/bin). Install it, or give its full path.");

    [UnixFact]
    public void A_missing_file_is_named() =>
        AssertFails(
            new ProcessSpec { FileName = "/no/such/server" },
            "Cannot start '/no/such/server': there is no such file. Build or install it, or correct the path.");

    [UnixFact]
    public void A_relative_path_is_looked_for_in_the_working_directory() =>
        AssertFails(
            new ProcessSpec { FileName = "./server", WorkingDirectory = "/usr" },
            "Cannot start './server' ('/usr/server'): there is no such file. Build or install it, or correct the path.");

    [UnixFact]
    public void A_file_without_execute_permission_is_named_with_the_remedy()
    {
        using var folder = new TestFolder();
        var file = folder.Script("server", "#!/bin/sh\n", executable: false);

        AssertFails(
            new ProcessSpec { FileName = file },
            $"Cannot start '{file}': it is not executable. Run chmod +x on it, or start it through its interpreter.");
    }

    [UnixFact]
    public void A_script_whose_interpreter_is_missing_is_named_with_it()
    {
        using var folder = new TestFolder();
        var file = folder.Script("server", "#!/no/such/shell -e\necho\n");

        AssertFails(
            new ProcessSpec { FileName = file },
            $"Cannot start '{file}': its first line asks for '/no/such/shell', which does not exist. Install that, or correct the line.");
    }

    [UnixFact]
    public void A_script_with_the_line_ends_of_windows_is_named_with_the_remedy()
    {
        using var folder = new TestFolder();
        var file = folder.Script("server", "#!/bin/sh\r\necho\r\n");

        AssertFails(
            new ProcessSpec { FileName = file },
            $"Cannot start '{file}': its lines end as on Windows. Save it with line feeds alone, and set '* text=auto eol=lf' in .gitattributes.");
    }

    [UnixFact]
    public void A_folder_is_no_program() =>
        AssertFails(
            new ProcessSpec { FileName = "/usr/bin" },
            "Cannot start '/usr/bin': it is a folder. Give the path of the program inside it.");

    [UnixFact]
    public void A_missing_working_directory_is_named() =>
        AssertFails(
            new ProcessSpec { FileName = "/bin/sh", WorkingDirectory = "/no/such/folder" },
            "Cannot start '/bin/sh': its working directory '/no/such/folder' does not exist. Create it, or choose another.");

    [UnixFact]
    public void An_unknown_user_is_named()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root may start a process as another user.");

        AssertFails(
            new ProcessSpec { FileName = "/bin/sh", RunAs = "no-such-user" },
            "Cannot start '/bin/sh' as user 'no-such-user': this machine has no such user. Create it, or choose another user.");
    }

    [UnixFact]
    public void A_working_directory_that_the_other_user_may_not_enter_is_named()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root may start a process as another user.");
        using var folder = new TestFolder();

        AssertFails(
            new ProcessSpec { FileName = "/bin/sh", RunAs = "nobody", WorkingDirectory = folder.Path },
            $"Cannot start '/bin/sh' as user 'nobody': the user may not enter the folder '{folder.Path}'. Choose a working directory that it may read.");
    }

    private void AssertFails(ProcessSpec spec, string message) =>
        Assert.Equal(message, Assert.Throws<ProcessStartException>(() => _launcher.Start(spec, (_, _) => { })).Message);
}
