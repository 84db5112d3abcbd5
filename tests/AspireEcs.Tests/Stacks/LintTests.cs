using System.ComponentModel;
using System.Diagnostics;
using AspireEcs.Tests.Tools;

namespace AspireEcs.Tests.Stacks;

/// <summary>cfn-lint, which is not ours, has nothing to say.</summary>
public sealed class LintTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Every_template_is_clean_in_cfn_lint()
    {
        var folder = Directory.CreateTempSubdirectory("aspire-ecs-");
        try
        {
            foreach (var (name, template) in EveryTemplate.Named())
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{name}.json"), template.Stack.Json, TestContext.Current.CancellationToken);

            var start = new ProcessStartInfo("cfn-lint", ["--format", "parseable", "--", .. folder.GetFiles("*.json").Select(file => file.FullName)]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(Longest);
            using var lint = Start(start);
            var said = lint.StandardOutput.ReadToEndAsync(limit.Token);
            var wrong = lint.StandardError.ReadToEndAsync(limit.Token);
            await lint.WaitForExitAsync(limit.Token);
            Assert.Equal("", await said + await wrong);
            Assert.Equal(0, lint.ExitCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("cfn-lint is not installed.");
            throw;
        }
    }
}
