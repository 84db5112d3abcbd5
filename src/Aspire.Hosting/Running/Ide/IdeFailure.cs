using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Aspire.Hosting.Running.Ide;

/// <summary>Says in a sentence why an IDE could not be asked, or what it answered.</summary>
internal static class IdeFailure
{
    private const string Remedy = $"Start the AppHost from the IDE again; or, to run the projects without it, unset {IdeSettings.PortName}.";

    public static DistributedApplicationException Unreachable(IdeSettings ide, HttpRequestException exception) => new(
        exception.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => $"what answers as {ide} does not show the certificate of {IdeSettings.CertificateName}, so it is not trusted. {Remedy}",
            HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError => $"{ide} is not there: nothing accepts connections ({IdeSettings.PortName}). {Remedy}",
            _ => $"{ide} broke off its answer ({exception.Message.TrimEnd('.')}). {Remedy}",
        },
        exception);

    public static DistributedApplicationException TooLate(IdeSettings ide, string question, TimeSpan limit) =>
        new($"{ide} has not answered {question} within {limit.TotalSeconds:0.#} seconds. Look whether the IDE is still responding; then start the resource again.");

    public static DistributedApplicationException Nonsense(IdeSettings ide, string question, string what) =>
        new($"{ide} answered {question} with {ide.Redact(what)}, which does not belong to the protocol. Look whether {IdeSettings.PortName} is the port of an IDE. {Remedy}");

    /// <summary>The token was not accepted, or the IDE has a reason of its own.</summary>
    /// <param name="ide">The IDE.</param>
    /// <param name="question">What it was asked.</param>
    /// <param name="status">Its answer.</param>
    /// <param name="body">What came with the answer.</param>
    public static DistributedApplicationException Refused(IdeSettings ide, string question, HttpStatusCode status, string body)
    {
        var reason = ReasonIn(body) is { } given ? $": {ide.Redact(given)}" : "";
        var code = ((int)status).ToString(CultureInfo.InvariantCulture);
        return new(status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? $"{ide} does not accept the token of {IdeSettings.TokenName} ({code}){reason.TrimEnd('.')}. {Remedy}"
            : $"{ide} refused {question} ({code}){(reason.Length > 0 ? reason : " and did not say why. Its own output may tell.")}");
    }

    // {"error":{"code":"…","message":"…","details":[{"code":"…","message":"…"}]}}
    private static string? ReasonIn(string body)
    {
        try
        {
            if (JsonSerializer.Deserialize(body, IdeJson.Default.IdeErrorAnswer)?.Error is not { } error)
            {
                return null;
            }

            var parts = new[] { error.Message, Text(error.Code) is { } code ? $"({code})" : null }.Concat(Details(error.Details)).OfType<string>();
            return string.Join(' ', parts) is { Length: > 0 } reason ? reason : null;
        }
        catch (JsonException)
        {
            // Whatever answers so knows no reasons of the protocol; the status is told all the same.
            return null;
        }
    }

    private static IEnumerable<string?> Details(JsonElement? details) => details switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().SelectMany(one => Details(one)),
        { ValueKind: JsonValueKind.Object } one when one.TryGetProperty("message", out var message) => [Text(message)],
        { ValueKind: JsonValueKind.String or JsonValueKind.Number } text => [Text(text)],
        _ => [],
    };

    private static string? Text(JsonElement? value) => value is { ValueKind: JsonValueKind.String or JsonValueKind.Number } text && text.ToString() is { Length: > 0 } found ? found : null;
}
