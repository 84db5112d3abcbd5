using System.Text;
using Aspire.Dashboard.Tests.Running;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Dashboard.Tests.Application;

/// <summary>What is secret in the application is in nothing that the dashboard keeps or tells.</summary>
public sealed class SecretTests
{
    [Fact]
    public async Task A_secret_parameter_is_in_no_file_of_the_telemetry_and_in_no_answer_about_resources()
    {
        const string Secret = "hunter2-of-the-test";
        using var folder = new TemporaryFolder();
        await using (var shown = await ShownApplication.StartAsync(
            builder =>
            {
                var secret = builder.AddParameter("password", Secret, secret: true);
                builder.AddExecutable("service", "/bin/sh", "/", "-c", "test -n \"$PASSWORD\" && echo started && exec sleep 1000").WithEnvironment("PASSWORD", secret);
            },
            folder.Path))
        {
            await shown.WaitAsync("service", KnownResourceStates.Running);
            using var client = new HttpClient();
            var login = new Uri(shown.LoginUrl);
            var token = Uri.UnescapeDataString(login.Query["?t=".Length..]);
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
            var resources = await client.GetStringAsync(new Uri(login, "/api/resources"), RunningDashboard.Limit);
            Assert.Contains("PASSWORD", resources, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, resources, StringComparison.Ordinal);
            AssertNowhere();
        }
        AssertNowhere();

        void AssertNowhere()
        {
            var files = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories);
            Assert.Contains(files, file => file.EndsWith("telemetry.db", StringComparison.Ordinal));
            Assert.All(files.Where(file => !file.EndsWith("lock", StringComparison.Ordinal)), file =>
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var content = new MemoryStream();
                stream.CopyTo(content);
                Assert.Equal(-1, content.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)));
            });
        }
    }
}
