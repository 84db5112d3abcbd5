using Aspire.Hosting.Configuration;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Tests.Configuration;

public sealed class TelemetryKeyTests
{
    [Fact]
    public void Each_run_has_a_key_of_its_own()
    {
        var (first, second) = (KeyOf(), KeyOf());

        Assert.True(first?.Length >= 32);
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("AppHost:OtlpApiKey")]
    [InlineData("Dashboard:Otlp:PrimaryApiKey")]
    public void A_key_that_the_user_sets_is_kept(string setting) => Assert.Equal("mine", KeyOf((setting, "mine")));

    private static string? KeyOf(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        TelemetryKey.Ensure(configuration);
        return configuration[TelemetryKey.Setting];
    }
}
