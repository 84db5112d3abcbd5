using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;

namespace AspireEcs.Aws;

/// <summary>Calls AWS: signs, sends, tries again where that helps, and turns a refusal into a sentence.</summary>
internal sealed class AwsClient(AwsSession session, HttpClient http, TimeProvider time) : IDisposable
{
    private static readonly string[] Passing =
        ["Throttling", "ThrottlingException", "ThrottledException", "RequestLimitExceeded", "TooManyRequestsException", "RequestThrottled", "SlowDown", "ServiceUnavailable", "InternalFailure", "ServerException"];

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    private readonly int _attempts = int.TryParse(Environment.GetEnvironmentVariable("AWS_MAX_ATTEMPTS"), out var most) && most > 0 ? most : 6;

    internal string Region => session.Region;

    /// <summary>Calls a service with the query protocol, such as CloudFormation: parameters as a form, XML back.</summary>
    /// <returns>The element within the answer, such as <c>DescribeStacksResult</c>; all names without their namespace.</returns>
    internal async Task<XElement> QueryAsync(AwsOperation operation, string version, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancel)
    {
        var form = string.Join('&', new Dictionary<string, string> { ["Action"] = operation.Action, ["Version"] = version }.Concat(parameters)
            .Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"));
        var answer = await SendAsync(operation, () => Post(operation, form, "application/x-www-form-urlencoded; charset=utf-8"), cancel);
        var root = XElement.Parse(answer);
        foreach (var element in root.DescendantsAndSelf())
            element.Name = element.Name.LocalName;
        return root.Element(operation.Action + "Result") ?? root;
    }

    /// <summary>Calls a service with the JSON protocol, such as ECS.</summary>
    /// <param name="operation">What is called.</param>
    /// <param name="target">What stands before the operation in the target header, such as <c>AmazonEC2ContainerServiceV20141113</c>.</param>
    /// <param name="request">The parameters.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task<JsonElement> JsonAsync(AwsOperation operation, string target, JsonObject request, CancellationToken cancel)
    {
        var answer = await SendAsync(operation, () =>
        {
            var (message, body) = Post(operation, request.ToJsonString(), "application/x-amz-json-1.1");
            message.Headers.TryAddWithoutValidation("X-Amz-Target", $"{target}.{operation.Action}");
            return (message, body);
        }, cancel);
        return JsonDocument.Parse(answer.Length == 0 ? "{}" : answer).RootElement;
    }

    /// <summary>Puts something into S3; an empty path within the bucket makes the bucket.</summary>
    internal Task PutAsync(AwsOperation operation, string path, string content, string contentType, CancellationToken cancel) => SendAsync(operation, () =>
    {
        var body = Encoding.UTF8.GetBytes(content);
        return (new HttpRequestMessage(HttpMethod.Put, new Uri(session.Endpoint(operation.Service), path)) { Content = Content(body, contentType) }, body);
    }, cancel);

    public void Dispose() => http.Dispose();

    private (HttpRequestMessage, byte[]) Post(AwsOperation operation, string text, string contentType)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return (new HttpRequestMessage(HttpMethod.Post, new Uri(session.Endpoint(operation.Service), "/")) { Content = Content(body, contentType) }, body);
    }

    private static ByteArrayContent Content(byte[] body, string contentType) => new(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } };

    private async Task<string> SendAsync(AwsOperation operation, Func<(HttpRequestMessage, byte[])> make, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            AwsException problem;
            try
            {
                var (status, answer) = await OnceAsync(operation, make, cancel);
                if ((int)status < 300)
                    return answer;
                var (code, message) = Refusal(status, answer);
                problem = AwsException.Of(operation, code, message);
                if ((int)status < 500 && status != HttpStatusCode.TooManyRequests && !Passing.Contains(code))
                    throw problem;
            }
            catch (Exception unreachable) when (unreachable is HttpRequestException || unreachable is OperationCanceledException && !cancel.IsCancellationRequested)
            {
                problem = new AwsException($"{operation.Service} cannot be reached at {session.Endpoint(operation.Service)}: {unreachable.Message} Check the network, the region and AWS_ENDPOINT_URL.", "", unreachable);
            }
            if (attempt >= _attempts)
                throw problem;
            await Task.Delay(Pause(attempt), time, cancel);
        }
    }

    /// <summary>Twice as long each time, and a part of it by chance so that several do not come back at once.</summary>
    private static TimeSpan Pause(int attempt)
    {
        var longest = Math.Min(LongestPause.TotalMilliseconds, FirstPause.TotalMilliseconds * Math.Pow(2, attempt - 1));
        return TimeSpan.FromMilliseconds(longest * (0.5 + Random.Shared.NextDouble() / 2));
    }

    private async Task<(HttpStatusCode, string)> OnceAsync(AwsOperation operation, Func<(HttpRequestMessage, byte[])> make, CancellationToken cancel)
    {
        var (request, body) = make();
        using (request)
        {
            RequestSigner.Sign(request, body, operation.Service, session.Region, await CredentialsAsync(), time.GetUtcNow());
            using var response = await http.SendAsync(request, cancel);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
        }
    }

    private async Task<ImmutableCredentials> CredentialsAsync()
    {
        try
        {
            return await session.Credentials.GetCredentialsAsync();
        }
        catch (AmazonClientException unreadable)
        {
            throw new AwsException($"The AWS credentials cannot be had: {unreadable.Message} Sign in again (aws sso login), or check the profile.", "", unreadable);
        }
    }

    /// <summary>The error's code and message, of either protocol.</summary>
    private static (string Code, string Message) Refusal(HttpStatusCode status, string answer)
    {
        var plain = ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture);
        try
        {
            if (answer.TrimStart().StartsWith('<'))
            {
                var root = XElement.Parse(answer);
                var code = root.DescendantsAndSelf().FirstOrDefault(element => element.Name.LocalName == "Code")?.Value;
                return (code ?? plain, root.DescendantsAndSelf().FirstOrDefault(element => element.Name.LocalName == "Message")?.Value ?? "it gave no reason.");
            }
            if (answer.TrimStart().StartsWith('{'))
            {
                var root = JsonDocument.Parse(answer).RootElement;
                var code = root.TryGetProperty("__type", out var type) ? type.ToString().Split('#')[^1] : plain;
                return (code, root.TryGetProperty("message", out var said) || root.TryGetProperty("Message", out said) ? said.ToString() : "it gave no reason.");
            }
        }
        catch (Exception malformed) when (malformed is XmlException or JsonException)
        {
            return (plain, $"its answer cannot be read: {malformed.Message}");
        }
        return (plain, answer.Length == 0 ? "it gave no reason." : answer[..Math.Min(answer.Length, 300)]);
    }
}
