using AspireEcs.Aws;

namespace AspireEcs.Tests.Aws;

public sealed class MotoTests(Moto moto) : IClassFixture<Moto>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stack_that_is_not_there_is_none()
    {
        moto.Require();
        using var aws = moto.Client();

        Assert.Null(await new CloudFormation(aws).FindAsync("nothing", Cancel));
    }

    [Fact]
    public async Task A_template_goes_as_text_up_to_the_limit_and_through_S3_above_it()
    {
        moto.Require();
        using var aws = moto.Client();
        var templates = new TemplateStore(aws);

        Assert.Equal("TemplateBody", (await templates.PlaceAsync(new string(' ', TemplateStore.LargestText), null, Cancel)).Key);
        var (key, address) = await templates.PlaceAsync(new string(' ', TemplateStore.LargestText + 1), null, Cancel);
        var again = await templates.PlaceAsync(new string(' ', TemplateStore.LargestText + 1), null, Cancel);

        Assert.Equal("TemplateURL", key);
        Assert.StartsWith("https://s3.eu-west-1.amazonaws.com/aspire-ecs-123456789012-eu-west-1/templates/", address, StringComparison.Ordinal);
        Assert.Equal(address, again.Value);
    }

    [Fact]
    public async Task A_repository_is_made_once_and_a_tag_that_was_not_pushed_has_no_digest()
    {
        moto.Require();
        using var aws = moto.Client();
        var ecr = new Ecr(aws);

        var made = await ecr.RepositoryAsync("shop/api", Cancel);

        Assert.Equal(made, await ecr.RepositoryAsync("shop/api", Cancel));
        Assert.EndsWith("/shop/api", made, StringComparison.Ordinal);
        Assert.Null(await ecr.DigestAsync("shop/api", "1", Cancel));
    }
}
