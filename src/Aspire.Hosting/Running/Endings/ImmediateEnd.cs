using System.Diagnostics;
using Aspire.Hosting.Running.Controllers;
using Aspire.Hosting.Running.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Running.Endings;

/// <summary>Ends everything at once, this process included, whatever it is doing.</summary>
internal sealed class ImmediateEnd(ControllerTable controllers, IServiceProvider services)
{
    private static readonly TimeSpan _exitLimit = TimeSpan.FromSeconds(1);

    public void End(int exitCode)
    {
        HurryReaper();
        foreach (var controller in controllers.All)
        {
            controller.Kill();
        }

        // What an exit waits for may be the very thing that hangs.
        new Thread(KillAfterLimit) { IsBackground = true }.Start();
        Environment.Exit(exitCode);
    }

    // It also ends what no controller knows of yet, and removes the folders of the run.
    private void HurryReaper()
    {
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                services.GetRequiredService<Reaper>().Hurry();
            }
        }
        catch (ObjectDisposedException)
        {
            // Everything has ended already, but for this process.
        }
    }

    private static void KillAfterLimit()
    {
        Thread.Sleep(_exitLimit);
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
