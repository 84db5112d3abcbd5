using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AspireEcs.Settings;

namespace AspireEcs.Rehearsal.Services;

/// <summary>Plays the requests of the settings, one after the other; what one answered, the next can name.</summary>
internal sealed partial class RequestPlayer(HttpClient service)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private JsonObject _last = [];

    /// <summary>Sends a request until the wanted answer comes.</summary>
    /// <returns>Null, or a sentence on what came instead.</returns>
    internal async Task<string?> PlayAsync(RehearsalRequest wanted, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(wanted.Within));
        var answer = "nothing was answered";
        try
        {
            while (true)
            {
                var (status, body) = await SendAsync(wanted, limit.Token);
                answer = string.Create(CultureInfo.InvariantCulture, $"it was answered {status}: {body[..Math.Min(body.Length, 300)]}");
                if (status == wanted.Status && Read(body) is var json && Holds(json, wanted.Answer))
                {
                    _last = json as JsonObject ?? [];
                    return null;
                }
                // What was taken must not be sent again; only what asks can be asked until it is so.
                if (!wanted.Request.StartsWith("GET ", StringComparison.Ordinal))
                    return Failure(wanted, answer);
                await Task.Delay(Pause, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Failure(wanted, $"{answer} (after {wanted.Within} s)");
        }
        catch (HttpRequestException failed)
        {
            return Failure(wanted, failed.Message);
        }
    }

    private static string Failure(RehearsalRequest wanted, string answer) =>
        $"{wanted.Request} should be answered {wanted.Status}{(wanted.Answer is null ? "" : $" with {wanted.Answer.ToJsonString()}")}, and {answer}.";

    private async Task<(int Status, string Body)> SendAsync(RehearsalRequest wanted, CancellationToken cancel)
    {
        var (method, path) = wanted.Request.Split(' ', 2) is [var verb, var rest] ? (verb, rest) : ("GET", wanted.Request);
        using var request = new HttpRequestMessage(new HttpMethod(method), Filled(path));
        if (wanted.Body is not null)
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Filled(wanted.Body.ToJsonString()))) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await service.SendAsync(request, cancel);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
    }

    /// <summary><c>{id}</c> is that of the last answer.</summary>
    private string Filled(string text) => Field().Replace(text, match => _last[match.Groups[1].Value] is { } value ? value.ToString() : match.Value);

    private static JsonNode? Read(string body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;   // no JSON, so it has no fields
        }
    }

    /// <summary>Whether an answer has what is wanted; it may have more.</summary>
    private static bool Holds(JsonNode? answer, JsonNode? wanted) => wanted switch
    {
        null => true,
        JsonObject fields => answer is JsonObject given && fields.All(field => given.TryGetPropertyValue(field.Key, out var value) && Holds(value, field.Value)),
        _ => JsonNode.DeepEquals(answer, wanted),
    };

    [GeneratedRegex(@"\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Field();
}
