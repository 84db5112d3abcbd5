namespace Aspire.Dashboard.Telemetry.Sql;

/// <summary>What a question gave.</summary>
/// <param name="Columns">Their names.</param>
/// <param name="Rows">Each with a value for each column: a number, a text, or <see langword="null"/>.</param>
/// <param name="IsComplete">Whether there were no more.</param>
internal sealed record SqlAnswer(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows, bool IsComplete);

/// <summary>A question cannot be answered. The message says why, for the person who asked.</summary>
internal sealed class SqlProblemException(string message) : Exception(message);
