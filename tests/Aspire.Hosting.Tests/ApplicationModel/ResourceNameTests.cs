using Aspire.Hosting.Testing;

namespace Aspire.Hosting.Tests.ApplicationModel;

public class ResourceNameTests
{
    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("a b")]
    [InlineData("a--b")]
    [InlineData("a-")]
    [InlineData("ümlaut")]
    public void A_name_that_is_not_allowed_is_refused_with_the_rule(string name)
    {
        var builder = DistributedApplicationTestingBuilder.Create();

        var refused = Assert.Throws<ArgumentException>(() => builder.AddContainer(name, "image"));

        Assert.Contains($"'{name}' cannot be the name of a resource", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Use 1 to 64 ASCII letters", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_used_twice_is_refused_letter_case_aside()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddContainer("cache", "image");

        var refused = Assert.Throws<DistributedApplicationException>(() => builder.AddContainer("Cache", "image"));

        Assert.Contains("'Cache'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("another name", refused.Message, StringComparison.Ordinal);
    }
}
