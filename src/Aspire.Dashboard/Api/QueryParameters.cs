using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Api;

/// <summary>What a request asks for behind its question mark. Remembers the first parameter that makes no sense.</summary>
internal sealed class QueryParameters(HttpRequest request)
{
    private const int MostItems = 1000;

    /// <summary>What is wrong, in a sentence. <see langword="null"/> when nothing is.</summary>
    internal string? Problem { get; private set; }

    internal string? Text(string name) => request.Query[name] is [{ Length: > 0 } text, ..] ? text : null;

    internal bool Flag(string name, bool whenAbsent = false)
    {
        if (Text(name) is not { } text)
            return whenAbsent;
        if (bool.TryParse(text, out var value))
            return value;
        Problem ??= $"The parameter {name} is '{text}'; it is true or false.";
        return whenAbsent;
    }

    internal long Number(string name, long whenAbsent)
    {
        if (Text(name) is not { } text)
            return whenAbsent;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return value;
        Problem ??= $"The parameter {name} is '{text}'; it is a whole number.";
        return whenAbsent;
    }

    internal int Limit(int whenAbsent) => (int)Math.Clamp(Number("limit", whenAbsent), 1, MostItems);

    /// <summary>A number within bounds.</summary>
    internal int Number(string name, int least, int most, int whenAbsent)
    {
        var number = Number(name, whenAbsent);
        if (number < least || number > most)
            Problem ??= $"The parameter {name} is {number}; it is from {least} to {most}.";
        return (int)Math.Clamp(number, least, most);
    }

    /// <summary>What has to be given.</summary>
    internal string Needed(string name)
    {
        if (Text(name) is { } text)
            return text;
        Problem ??= $"The parameter {name} is missing.";
        return "";
    }

    /// <summary>Names, separated by commas or each given by itself.</summary>
    internal IReadOnlyList<string> List(string name) =>
        [.. request.Query[name].SelectMany(text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    /// <summary>The parameters whose names begin so, with all values of each.</summary>
    internal IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Named(string beginning) =>
    [
        .. request.Query.Where(parameter => parameter.Key.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            .Select(parameter => KeyValuePair.Create<string, IReadOnlyList<string>>(parameter.Key[beginning.Length..], [.. parameter.Value.Select(value => value ?? "")])),
    ];

    /// <summary>A moment in nanoseconds since 1970, given as ISO 8601 or as milliseconds since 1970.</summary>
    internal long? Time(string name)
    {
        const long NanosecondsInMillisecond = 1_000_000, NanosecondsInTick = 100;
        if (Text(name) is not { } text)
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= long.MaxValue / NanosecondsInMillisecond)
            return milliseconds * NanosecondsInMillisecond;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year is >= 1970 and < 2250)
            return (time.UtcTicks - DateTime.UnixEpoch.Ticks) * NanosecondsInTick;
        Problem ??= $"The parameter {name} is '{text}'; it is a time such as 2026-03-14T09:26:53Z, or milliseconds since 1970.";
        return null;
    }
}
