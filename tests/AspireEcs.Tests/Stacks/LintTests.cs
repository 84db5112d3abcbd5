using System.ComponentModel;
using System.Diagnostics;
using AspireEcs.Tests.Tools;

namespace AspireEcs.Tests.Stacks;

/// <summary>cfn-lint, which is not ours, has nothing to say.</summary>
public sealed class LintTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Every_template_is_clean_in_cfn_lint_and_so_is_the_policy()
    {
        var folder = Directory.CreateTempSubdirectory("aspire-ecs-");
        try
        {
            foreach (var (name, template) in EveryTemplate.Named())
                await WriteAsync(folder, name, template.Stack.Json);
            await WriteAsync(folder, "policy", DeployPolicy());

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

    /// <summary>The policy of whoever deploys, in a template: cfn-lint knows the actions of IAM.</summary>
    private static string DeployPolicy() => $$"""
        { "Resources": { "Policy": { "Type": "AWS::IAM::RolePolicy", "Properties": { "RoleName": "deploy", "PolicyName": "aspire-ecs", "PolicyDocument": {{File.ReadAllText(Written.Repository("docs", "deploy-policy.json"))}} } } } }
        """;

    private static Task WriteAsync(DirectoryInfo folder, string name, string template) =>
        File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{name}.json"), template, TestContext.Current.CancellationToken);

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
