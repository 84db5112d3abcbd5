using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Dashboard.Tests.Running;
using Microsoft.Extensions.Configuration;

namespace Aspire.Dashboard.Tests;

public sealed class AccessTests
{
    [Theory]
    [InlineData("GET", "/api/resources")]
    [InlineData("GET", "/api/resources/stream")]
    [InlineData("GET", "/api/resources/cache/logs")]
    [InlineData("POST", "/api/resources/cache/commands/stop")]
    [InlineData("GET", "/API/resources")]
    public async Task Without_the_token_nothing_is_told_but_how_to_get_in(string method, string path)
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache);
        using var client = running.NewClient();

        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains("Authorization: Bearer <token>", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(running.Application.Executed);
    }

    [Fact]
    public async Task The_token_lets_in_as_a_header_and_in_the_address()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache);
        using var client = running.NewClient();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/api/resources?t={RunningDashboard.Token}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/resources?t=another")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new("Bearer", RunningDashboard.Token);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/resources")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new("Bearer", "another");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/resources")).StatusCode);
    }

    [Fact]
    public async Task The_link_gives_a_cookie_that_scripts_cannot_read_and_that_is_not_the_token()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache);
        using var client = running.NewClient();

        using var signedIn = await client.GetAsync(new Uri(running.Dashboard.LoginUrl).PathAndQuery);

        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        Assert.Equal("/", signedIn.Headers.Location?.ToString());
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(RunningDashboard.Token, cookie, StringComparison.Ordinal);
        client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/resources")).StatusCode);
        Assert.Contains("/assets/index.js", await client.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_in_the_address_of_any_view_signs_in_and_leaves_the_address()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache);
        using var client = running.NewClient();

        using var signedIn = await client.GetAsync($"/?resource=cache&t={RunningDashboard.Token}");

        Assert.Equal((HttpStatusCode.SeeOther, "/?resource=cache"), (signedIn.StatusCode, signedIn.Headers.Location?.ToString()));
        Assert.Single(signedIn.Headers.GetValues("Set-Cookie"));
    }

    [Fact]
    public async Task A_wrong_link_and_a_visitor_without_one_are_shown_the_way_in()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache);
        using var client = running.NewClient();

        using var visitor = await client.GetAsync("/consolelogs/resource/cache");
        using var wrong = await client.GetAsync("/login?t=another");

        Assert.Equal((HttpStatusCode.Redirect, "/login"), (visitor.StatusCode, visitor.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.False(wrong.Headers.Contains("Set-Cookie"));
        Assert.Contains("This is not the token", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unsecured_asks_for_no_token()
    {
        await using var running = await RunningDashboard.StartAsync(new DashboardOptions { AuthMode = DashboardAuthMode.Unsecured }, Some.Cache);
        using var client = running.NewClient();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/resources")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);
        Assert.Equal(running.Dashboard.Urls[0], running.Dashboard.LoginUrl);
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("shop.localhost:5000", HttpStatusCode.OK)]
    [InlineData("[::1]:15888", HttpStatusCode.OK)]
    [InlineData("dashboard.example", HttpStatusCode.OK)]
    [InlineData("rebound.example", HttpStatusCode.BadRequest)]
    [InlineData("192.168.1.7", HttpStatusCode.BadRequest)]
    [InlineData("localhost.rebound.example", HttpStatusCode.BadRequest)]
    public async Task It_answers_only_to_names_of_its_own(string host, HttpStatusCode status)
    {
        var options = new DashboardOptions { AuthMode = DashboardAuthMode.Unsecured, AllowedHosts = ["dashboard.example"] };
        await using var running = await RunningDashboard.StartAsync(options, Some.Cache);
        using var client = running.NewClient();
        client.DefaultRequestHeaders.Host = host;

        using var answer = await client.GetAsync("/api/resources");

        Assert.Equal(status, answer.StatusCode);
        if (status != HttpStatusCode.OK)
            Assert.Contains("AllowedHosts", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_may_run_its_own_scripts_alone_and_be_in_no_frame()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache);
        using var answer = await running.Client.GetAsync("/");

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));

        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", "ASPIRE_ALLOW_UNSECURED_TRANSPORT=true")]
    [InlineData("http://*:0", "ASPIRE_ALLOW_UNSECURED_TRANSPORT=true")]
    [InlineData("localhost:15888", "such as http://localhost:15888")]
    [InlineData("ftp://localhost:15888", "such as http://localhost:15888")]
    public async Task An_address_that_is_not_safe_or_none_is_refused_with_the_remedy(string url, string remedy)
    {
        var failure = await Assert.ThrowsAsync<DashboardException>(() => RunningDashboard.StartAsync(new DashboardOptions { Urls = [url] }, Some.Cache));

        Assert.Contains(url, failure.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named()
    {
        await using var first = await RunningDashboard.StartAsync(Some.Cache);

        var failure = await Assert.ThrowsAsync<DashboardException>(() => RunningDashboard.StartAsync(new DashboardOptions { Urls = first.Dashboard.Urls }, Some.Cache));

        Assert.Contains(first.Dashboard.Urls[0], failure.Message, StringComparison.Ordinal);
        Assert.Contains("ASPNETCORE_URLS", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_have_the_names_that_users_know()
    {
        var options = DashboardOptions.FromConfiguration(Settings(
            ("ASPNETCORE_URLS", "http://localhost:15888;http://127.0.0.1:15889"),
            ("Dashboard:Frontend:AuthMode", "browserToken"),
            ("Dashboard:Frontend:BrowserToken", "mine"),
            ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://localhost:19088"),
            ("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "http://localhost:19089"),
            ("Dashboard:Otlp:AuthMode", "ApiKey"),
            ("Dashboard:Otlp:PrimaryApiKey", "theirs"),
            ("AllowedHosts", "*;dashboard.example")));

        Assert.Equal(["http://localhost:15888", "http://127.0.0.1:15889"], options.Urls);
        Assert.Equal(DashboardAuthMode.BrowserToken, options.AuthMode);
        Assert.Equal("mine", options.BrowserToken);
        Assert.Equal(("http://localhost:19088", "http://localhost:19089", "theirs"), (options.OtlpGrpcUrl, options.OtlpHttpUrl, options.OtlpApiKey));
        Assert.Equal(["dashboard.example"], options.AllowedHosts);
    }

    [Fact]
    public void Without_settings_it_is_this_machine_alone_with_a_new_token()
    {
        var options = DashboardOptions.FromConfiguration(Settings());

        Assert.Equal(["http://127.0.0.1:0"], options.Urls);
        Assert.Equal(DashboardAuthMode.BrowserToken, options.AuthMode);
        Assert.True(options.BrowserToken.Length >= 32);
        Assert.NotEqual(options.BrowserToken, DashboardOptions.FromConfiguration(Settings()).BrowserToken);
    }

    [Fact]
    public void What_the_AppHost_sets_counts_where_the_user_set_nothing()
    {
        var options = DashboardOptions.FromConfiguration(Settings(("AppHost:BrowserToken", "token"), ("AppHost:OtlpApiKey", "key")));
        var open = DashboardOptions.FromConfiguration(Settings(("AppHost:OtlpApiKey", "key"), ("Dashboard:Otlp:AuthMode", "Unsecured")));

        Assert.Equal(("token", "key"), (options.BrowserToken, options.OtlpApiKey));
        Assert.Null(open.OtlpApiKey);
    }

    [Theory]
    [InlineData("Dashboard:Frontend:AuthMode", "Unsecured", DashboardAuthMode.Unsecured)]
    [InlineData("ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", "true", DashboardAuthMode.Unsecured)]
    [InlineData("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true", DashboardAuthMode.BrowserToken)]
    public void The_token_is_given_up_only_when_that_is_what_was_asked(string name, string value, DashboardAuthMode mode) =>
        Assert.Equal(mode, DashboardOptions.FromConfiguration(Settings((name, value))).AuthMode);

    [Theory]
    [InlineData("Dashboard:Frontend:AuthMode", "Open", "BrowserToken or Unsecured")]
    [InlineData("Dashboard:Frontend:AuthMode", "7", "BrowserToken or Unsecured")]
    [InlineData("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "maybe", "true or false")]
    [InlineData("Dashboard:Otlp:AuthMode", "OPEN", "ApiKey or Unsecured")]
    public void A_setting_with_a_wrong_value_is_named(string name, string value, string remedy)
    {
        var failure = Assert.Throws<DashboardException>(() => DashboardOptions.FromConfiguration(Settings((name, value))));

        Assert.Contains($"'{value}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, failure.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Settings(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
        .Build();
}
