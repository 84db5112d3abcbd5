namespace AspireEcs.Manifests;

/// <summary>A text of a manifest, in pieces: what is written as it is, and references such as <c>{cache.bindings.tcp.host}</c>.</summary>
internal sealed class Expression
{
    private Expression(string text, IReadOnlyList<Piece> pieces) => (Text, Pieces) = (text, pieces);

    internal string Text { get; }

    internal IReadOnlyList<Piece> Pieces { get; }

    internal IEnumerable<Reference> References => Pieces.OfType<Reference>();

    /// <summary>The reference, if the text is nothing else.</summary>
    internal Reference? Single => Pieces is [Reference single] ? single : null;

    /// <summary>Takes a text apart. Braces that hold no reference, as in JSON, stay what they are.</summary>
    internal static Expression Parse(string text)
    {
        var pieces = new List<Piece>();
        var written = 0;
        for (var open = text.IndexOf('{'); open >= 0; open = text.IndexOf('{', open + 1))
        {
            if (text.IndexOf('}', open) is not (> 0 and var close) || Reference.Read(text[(open + 1)..close]) is not { } reference)
                continue;
            if (open > written)
                pieces.Add(new Literal(text[written..open]));
            pieces.Add(reference);
            written = close + 1;
            open = close;
        }
        if (written < text.Length)
            pieces.Add(new Literal(text[written..]));
        return new Expression(text, pieces);
    }

    public override string ToString() => Text;

    /// <summary>A part of a text.</summary>
    internal abstract record Piece;

    /// <summary>Written as it is.</summary>
    internal sealed record Literal(string Text) : Piece;

    /// <summary>What another resource has to supply.</summary>
    /// <param name="Resource">The name of the resource.</param>
    /// <param name="Path">What of it, such as <c>bindings</c>, <c>tcp</c>, <c>host</c>.</param>
    internal sealed record Reference(string Resource, IReadOnlyList<string> Path) : Piece
    {
        /// <summary>Such as <c>cache.bindings.tcp.host</c>.</summary>
        public override string ToString() => $"{Resource}.{string.Join('.', Path)}";

        internal static Reference? Read(string text)
        {
            var parts = text.Split('.');
            return parts.Length > 1 && parts.All(IsName) ? new Reference(parts[0], parts[1..]) : null;
        }

        private static bool IsName(string part) => part.Length > 0 && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
    }
}
