using System.Net;
using System.Text;
using Amazon.Runtime;
using AspireEcs.Aws;

namespace AspireEcs.Tests.Aws;

public sealed class AwsClientTests
{
    private const string Denied = "<ErrorResponse xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>";

    [Theory]
    [InlineData(403, Denied, "The credentials may not do cloudformation:DescribeStacks.")]
    [InlineData(400, "<ErrorResponse><Error><Code>ExpiredToken</Code><Message>old</Message></Error></ErrorResponse>", "The AWS credentials have expired.")]
    [InlineData(403, "<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>who?</Message></Error></ErrorResponse>", "AWS does not accept the credentials (InvalidClientTokenId).")]
    [InlineData(400, "{\"__type\":\"com.amazon#AccessDeniedException\",\"message\":\"no\"}", "The credentials may not do cloudformation:DescribeStacks.")]
    [InlineData(400, "<ErrorResponse><Error><Code>ValidationError</Code><Message>Template format error</Message></Error></ErrorResponse>", "cloudformation refused DescribeStacks: Template format error (ValidationError)")]
    [InlineData(400, "<broken", "its answer cannot be read")]
    public async Task A_refusal_is_a_sentence_that_says_what_to_do(int status, string answer, string sentence)
    {
        using var aws = Answering(_ => (status, answer), out var calls);

        var refused = await Assert.ThrowsAsync<AwsException>(() => DescribeAsync(aws));

        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        Assert.Single(calls);
    }

    [Theory]
    [InlineData(400, "<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>")]
    [InlineData(503, "")]
    [InlineData(429, "")]
    public async Task What_passes_is_tried_again_and_signed_anew(int status, string answer)
    {
        using var aws = Answering(call => call < 3 ? (status, answer) : (200, "<DescribeStacksResponse><DescribeStacksResult><A>b</A></DescribeStacksResult></DescribeStacksResponse>"), out var calls);

        var result = await DescribeAsync(aws);

        Assert.Equal("b", result.Element("A")!.Value);
        Assert.Equal(3, calls.Count);
    }

    [Fact]
    public async Task What_cannot_be_reached_says_where()
    {
        using var aws = new AwsClient(new AwsSession("eu-west-1", Keys, new Uri("http://127.0.0.1:1")), new HttpClient(), new HurriedTime());

        var unreachable = await Assert.ThrowsAsync<AwsException>(() => DescribeAsync(aws));

        Assert.StartsWith("cloudformation cannot be reached at http://127.0.0.1:1/", unreachable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_service_has_its_address()
    {
        var session = new AwsSession("eu-west-1", Keys);

        Assert.Equal("https://cloudformation.eu-west-1.amazonaws.com/", session.Endpoint("cloudformation").ToString());
        Assert.Equal("https://api.ecr.eu-west-1.amazonaws.com/", session.Endpoint("ecr").ToString());
        Assert.Equal("https://ecs.cn-north-1.amazonaws.com.cn/", new AwsSession("cn-north-1", Keys).Endpoint("ecs").ToString());
    }

    private static BasicAWSCredentials Keys => new("AKIDEXAMPLE", "example");

    private static Task<System.Xml.Linq.XElement> DescribeAsync(AwsClient aws) => aws.QueryAsync(AwsOperation.DescribeStacks, "2010-05-15", [], TestContext.Current.CancellationToken);

    private static AwsClient Answering(Func<int, (int, string)> answer, out List<string> calls)
    {
        var handler = new Handler(answer);
        calls = handler.Calls;
        return new AwsClient(new AwsSession("eu-west-1", Keys, new Uri("http://aws.example")), new HttpClient(handler), new HurriedTime());
    }

    private sealed class Handler(Func<int, (int Status, string Text)> answer) : HttpMessageHandler
    {
        internal List<string> Calls { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            Calls.Add(request.Headers.GetValues("Authorization").Single());
            var (status, text) = answer(Calls.Count);
            return Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(text, Encoding.UTF8) });
        }
    }

    /// <summary>A time in which every wait is over at once.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
