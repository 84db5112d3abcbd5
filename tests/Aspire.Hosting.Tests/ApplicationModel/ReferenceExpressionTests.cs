using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Aspire.Hosting.Tests.ApplicationModel;

public class ReferenceExpressionTests
{
    private readonly IDistributedApplicationTestingBuilder _builder = DistributedApplicationTestingBuilder.Create();

    [Fact]
    public async Task An_expression_has_a_value_when_running_and_a_text_for_the_manifest()
    {
        var user = _builder.AddParameter("user", "ada");
        var password = _builder.AddParameter("password", "p@ss word", secret: true);

        var expression = ReferenceExpression.Create($"User={user};Password={password};{{literal}}");

        Assert.Equal("User=ada;Password=p@ss word;{literal}", await expression.GetValueAsync(TestContext.Current.CancellationToken));
        Assert.Equal("User={user.value};Password={password.value};{literal}", expression.ValueExpression);
    }

    [Fact]
    public async Task The_format_uri_encodes_a_value_and_names_an_encoded_entry_in_the_manifest()
    {
        var password = _builder.AddParameter("password", "p@ss/w:rd", secret: true);

        var expression = ReferenceExpression.Create($"redis://:{password:uri}@host");

        Assert.Equal("redis://:p%40ss%2Fw%3Ard@host", await expression.GetValueAsync(TestContext.Current.CancellationToken));
        Assert.Equal("redis://:{password-uri-encoded.value}@host", expression.ValueExpression);
    }

    [Fact]
    public async Task A_nested_expression_becomes_part_of_the_outer_one()
    {
        var region = _builder.AddParameter("region", "eu");
        var inner = ReferenceExpression.Create($"https://{region}.example.com");

        var outer = ReferenceExpression.Create($"Endpoint={inner};");

        Assert.Equal("Endpoint=https://eu.example.com;", await outer.GetValueAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Endpoint=https://{region.value}.example.com;", outer.ValueExpression);
        Assert.Single(outer.ValueProviders);
    }

    [Fact]
    public async Task A_conditional_expression_is_decided_when_it_is_resolved()
    {
        var container = _builder.AddContainer("server", "image").WithEndpoint(name: "tcp", targetPort: 1);
        var endpoint = container.GetEndpoint("tcp");
        var expression = endpoint.GetTlsValue(ReferenceExpression.Create($"ssl=true"), ReferenceExpression.Create($"plain"));

        Assert.Equal("plain", await expression.GetValueAsync(TestContext.Current.CancellationToken));
        endpoint.EndpointAnnotation.TlsEnabled = true;
        Assert.Equal("ssl=true", await expression.GetValueAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_endpoint_is_waited_for_until_its_port_is_known()
    {
        var container = _builder.AddContainer("server", "image").WithEndpoint(name: "tcp", targetPort: 1);
        var value = ReferenceExpression.Create($"{container.GetEndpoint("tcp").Property(EndpointProperty.HostAndPort)}").GetValueAsync(TestContext.Current.CancellationToken);
        Assert.False(value.IsCompleted);

        var endpoint = container.Resource.Annotations.OfType<EndpointAnnotation>().Single();
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", 4711);

        Assert.Equal("localhost:4711", await value);
    }

    [Fact]
    public void A_format_that_does_not_exist_is_refused()
    {
        var region = _builder.AddParameter("region", "eu");

        var refused = Assert.Throws<FormatException>(() => ReferenceExpression.Create($"{region:upper}"));

        Assert.Contains("'upper'", refused.Message, StringComparison.Ordinal);
    }
}
