using Aspire.Dashboard.Tests.Page;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Playwright;

namespace Aspire.Dashboard.Tests.Application;

/// <summary>A real application, its real dashboard and a real browser.</summary>
public sealed class MissingParameterTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Who_types_a_missing_value_sees_the_resource_that_waits_for_it_start()
    {
        await using var shown = await ShownApplication.StartAsync(builder =>
        {
            var key = builder.AddParameter("api-key", secret: true).WithDescription("From the **portal**.", enableMarkdown: true);
            builder.AddExecutable("service", "/bin/sh", "/", "-c", "test \"$KEY\" = typed-by-hand && exec sleep 1000").WithEnvironment("KEY", key);
            builder.AddExecutable("other", "/bin/sh", "/", "-c", "exec sleep 1000");
        });
        await shown.WaitAsync("other", KnownResourceStates.Running);
        await shown.WaitAsync("service", KnownResourceStates.Waiting);
        await shown.WaitAsync("api-key", KnownResourceStates.ValueMissing);
        await using var open = await browser.OpenAsync(shown.LoginUrl);
        var page = open.Page;

        await Row(page, "api-key").GetByText("Value missing").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Enter values" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("portal").WaitForAsync();
        Assert.Empty(await open.BarriersAsync());
        await dialog.GetByLabel("api-key").FillAsync("typed-by-hand");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Set" }).ClickAsync();

        await Row(page, "service").GetByText("Running").WaitForAsync();
        await Row(page, "api-key").GetByText("Running").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Enter values" }).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.DoesNotContain("typed-by-hand", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task The_set_parameter_command_gives_a_value_too()
    {
        await using var shown = await ShownApplication.StartAsync(builder =>
        {
            var region = builder.AddParameter("region");
            builder.AddExecutable("service", "/bin/sh", "/", "-c", "test \"$REGION\" = eu && exec sleep 1000").WithEnvironment("REGION", region);
        });
        await using var open = await browser.OpenAsync(shown.LoginUrl);
        var page = open.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Set parameter region" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("region").FillAsync("eu");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Set parameter" }).ClickAsync();

        await shown.WaitAsync("service", KnownResourceStates.Running);
        await page.GetByRole(AriaRole.Button, new() { Name = "Enter values" }).WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private static ILocator Row(IPage page, string name) =>
        page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }) });
}
