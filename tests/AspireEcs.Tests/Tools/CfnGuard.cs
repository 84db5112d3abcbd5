using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace AspireEcs.Tests.Tools;

/// <summary>cfn-guard with the rules of AWS Control Tower, as npm has them in one package. It is fetched once, without the packages that it would be used with elsewhere.</summary>
internal sealed class CfnGuard
{
    private const string Package = "@cdklabs/cdk-validator-cfnguard@0.0.62";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private static readonly SemaphoreSlim One = new(1);

    private readonly string _folder;

    private CfnGuard(string folder) => _folder = folder;

    /// <summary>Skips the test where it cannot be had.</summary>
    internal static async Task<CfnGuard> FindAsync()
    {
        var system = OperatingSystem.IsLinux() ? "ubuntu" : OperatingSystem.IsMacOS() ? "macos" : null;
        if (system is null)
            Assert.Skip("cfn-guard comes for Linux and macOS.");
        await One.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            var folder = Written.Repository("tests", "AspireEcs.Tests", "obj", "cfn-guard");
            if (!Directory.Exists(folder))
                await FetchAsync(folder);
            return new CfnGuard(folder);
        }
        finally
        {
            One.Release();
        }
    }

    /// <summary>Holds templates against every rule.</summary>
    /// <returns>What it wrote, as JSON.</returns>
    internal Task<string> ValidateAsync(string templates)
    {
        var system = OperatingSystem.IsLinux() ? "ubuntu" : "macos";
        var processor = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64";
        var program = Path.Combine(_folder, "package", "bin", system, processor, "cfn-guard");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return RunAsync(new ProcessStartInfo(program,
            ["validate", "--data", templates, "--rules", Path.Combine(_folder, "package", "rules", "control-tower", "cfn-guard"), "--type", "CFNTemplate", "--show-summary", "none", "--structured", "--output-format", "json"]));
    }

    private static async Task FetchAsync(string folder)
    {
        var work = Directory.CreateDirectory($"{folder}.{Guid.NewGuid():N}").FullName;
        try
        {
            await RunAsync(new ProcessStartInfo("npm", ["pack", Package, "--silent"]) { WorkingDirectory = work });
            await using (var packed = File.OpenRead(Assert.Single(Directory.GetFiles(work, "*.tgz"))))
            await using (var unzipped = new GZipStream(packed, CompressionMode.Decompress))
                await TarFile.ExtractToDirectoryAsync(unzipped, work, overwriteFiles: true, TestContext.Current.CancellationToken);
            Directory.Move(work, folder);
        }
        catch (Win32Exception)
        {
            Assert.Skip("cfn-guard is not here, and npm is not installed, which would fetch it.");
        }
        finally
        {
            if (Directory.Exists(work))
                Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<string> RunAsync(ProcessStartInfo start)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        Assert.Equal("", await error);
        return await output;
    }
}
