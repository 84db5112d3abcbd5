using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Aspire.Hosting.Tests.ApplicationModel;

public class ParameterTests
{
    private readonly IDistributedApplicationTestingBuilder _builder = DistributedApplicationTestingBuilder.Create();

    [Theory]
    [InlineData("Parameters:my-key")]
    [InlineData("Parameters:my_key")] // what an environment variable can be called
    public async Task A_parameter_has_the_value_of_the_configuration(string setting)
    {
        _builder.Configuration[setting] = "value";

        var parameter = _builder.AddParameter("my-key");

        Assert.Equal("value", await parameter.Resource.GetValueAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_parameter_without_a_value_says_where_to_set_it()
    {
        var parameter = _builder.AddParameter("api-key", secret: true);

        var missing = Assert.Throws<MissingParameterValueException>(() => parameter.Resource.Value);

        Assert.Contains("Parameters:api-key", missing.Message, StringComparison.Ordinal);
        Assert.Contains("Parameters__api_key", missing.Message, StringComparison.Ordinal);
        Assert.Contains("dotnet user-secrets set", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_given_in_code_wins_over_the_configuration()
    {
        _builder.Configuration["Parameters:region"] = "from-configuration";

        var parameter = _builder.AddParameter("region", "from-code");

        Assert.Equal("from-code", parameter.Resource.Value);
    }

    [Fact]
    public void A_default_is_used_only_when_the_configuration_has_no_value()
    {
        var rule = new GenerateParameterDefault { MinLength = 30, Special = false };
        var generated = _builder.AddParameter("one", rule);
        _builder.Configuration["Parameters:two"] = "given";
        var given = _builder.AddParameter("two", rule);

        Assert.Matches("^[A-Za-z0-9]{30}$", generated.Resource.Value);
        Assert.Equal(generated.Resource.Value, generated.Resource.Value);
        Assert.Equal("given", given.Resource.Value);
    }

    [Fact]
    public void A_generated_value_keeps_each_minimum()
    {
        var rule = new GenerateParameterDefault { MinLength = 12, MinLower = 3, MinUpper = 3, MinNumeric = 3, MinSpecial = 3 };

        var value = rule.GetDefaultValue();

        Assert.Equal(12, value.Length);
        Assert.Equal(3, value.Count(char.IsAsciiLetterLower));
        Assert.Equal(3, value.Count(char.IsAsciiLetterUpper));
        Assert.Equal(3, value.Count(char.IsAsciiDigit));
    }

    [Fact]
    public void A_secret_is_not_published_as_a_default()
    {
        var refused = Assert.Throws<ArgumentException>(() => _builder.AddParameter("key", "value", publishValueAsDefault: true, secret: true));

        Assert.Contains("'key'", refused.Message, StringComparison.Ordinal);
    }
}
