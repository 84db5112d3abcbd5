using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Dashboard.Tests.Otlp;
using Aspire.Dashboard.Tests.Running;

namespace Aspire.Dashboard.Tests;

/// <summary>The dashboard as a process of its own.</summary>
public sealed class StandaloneTests
{
    [Fact]
    public async Task It_takes_what_any_sender_sends_and_shows_it_by_the_settings_that_users_know()
    {
        using var folder = new TemporaryFolder();
        using var process = Start(folder,
            ("DASHBOARD__FRONTEND__BROWSERTOKEN", "the-token"), ("DASHBOARD__OTLP__AUTHMODE", "ApiKey"), ("DASHBOARD__OTLP__PRIMARYAPIKEY", "the-key"),
            ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://127.0.0.1:0"), ("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "http://127.0.0.1:0"));
        try
        {
            var page = new Uri(await AddressAsync(process, "Dashboard:"));
            await AddressAsync(process, "OTLP/gRPC:");
            var http = await AddressAsync(process, "OTLP/HTTP:");
            Assert.Equal("?t=the-token", page.Query);
            using var client = new HttpClient();
            Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(client, http, key: null));
            Assert.Equal(HttpStatusCode.OK, await SendAsync(client, http, key: "the-key"));

            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "the-token");
            var traces = await client.GetFromJsonAsync<JsonElement>(new Uri(page, "/api/traces"), RunningDashboard.Limit);
            Assert.Equal("POST /orders", Assert.Single(traces.GetProperty("items").EnumerateArray()).GetProperty("name").GetString());
            Assert.Empty((await client.GetFromJsonAsync<JsonElement>(new Uri(page, "/api/resources"), RunningDashboard.Limit)).EnumerateArray());
            Assert.Contains("<html", await client.GetStringAsync(new Uri(page, "/"), RunningDashboard.Limit), StringComparison.OrdinalIgnoreCase);

            if (!OperatingSystem.IsWindows())
            {
                using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
                await process.WaitForExitAsync(RunningDashboard.Limit);
                Assert.Equal(0, process.ExitCode);
            }
        }
        finally
        {
            await EndAsync(process);
        }
    }

    [Fact]
    public async Task What_cannot_be_had_is_said_in_a_sentence()
    {
        using var folder = new TemporaryFolder();
        using var process = Start(folder, ("ASPNETCORE_URLS", "http://0.0.0.0:0"));
        try
        {
            await process.WaitForExitAsync(RunningDashboard.Limit);
            var said = await process.StandardError.ReadToEndAsync(RunningDashboard.Limit);
            Assert.Equal(1, process.ExitCode);
            Assert.Contains("ASPIRE_ALLOW_UNSECURED_TRANSPORT=true", said, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        }
        finally
        {
            await EndAsync(process);
        }
    }

    private static Process Start(TemporaryFolder folder, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Aspire.Dashboard.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DASHBOARD__TELEMETRY__FOLDER"] = folder.Path;
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task EndAsync(Process process)
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync(RunningDashboard.Limit);
    }

    private static async Task<string> AddressAsync(Process process, string name)
    {
        var line = await process.StandardOutput.ReadLineAsync(RunningDashboard.Limit);
        Assert.StartsWith(name, line, StringComparison.Ordinal);
        return line![name.Length..].Trim();
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, string address, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address + "/v1/traces") { Content = new ByteArrayContent(Message.SpanRequest().Bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        if (key is not null)
            request.Headers.Add("x-otlp-api-key", key);
        using var answer = await client.SendAsync(request, RunningDashboard.Limit);
        return answer.StatusCode;
    }
}
