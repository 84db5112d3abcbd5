using Amazon.Runtime;
using AspireEcs.Aws;

namespace AspireEcs.Tests.Aws;

public sealed class RequestSignerTests
{
    private static readonly ImmutableCredentials Example = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", null);
    private static readonly DateTimeOffset Then = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    [Fact]
    public void The_signature_is_that_of_the_published_example()
    {
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html: GET iam ListUsers.
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://iam.amazonaws.com/?Version=2010-05-08&Action=ListUsers") { Content = new ByteArrayContent([]) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");

        RequestSigner.Sign(request, [], "iam", "us-east-1", Example, Then);

        Assert.Equal(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
            Assert.Single(request.Headers.GetValues("Authorization")));
    }

    [Fact]
    public void Temporary_credentials_send_their_token_and_sign_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sts.eu-west-1.amazonaws.com/");

        RequestSigner.Sign(request, [], "sts", "eu-west-1", new ImmutableCredentials("A", "B", "the-token"), Then);

        Assert.Equal("the-token", Assert.Single(request.Headers.GetValues("X-Amz-Security-Token")));
        Assert.Contains("x-amz-security-token", Assert.Single(request.Headers.GetValues("Authorization")), StringComparison.Ordinal);
    }
}
