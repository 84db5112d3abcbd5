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
}
