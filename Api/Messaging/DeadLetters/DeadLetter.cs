namespace Api.Messaging.DeadLetters;

/// <summary>A message that could not be handled.</summary>
/// <param name="Key">The order's id, if it is one.</param>
/// <param name="Value">As it came.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Source">Topic, partition and offset that it was read from.</param>
/// <param name="At">When it was put aside.</param>
internal sealed record DeadLetter(string? Key, string? Value, string? Reason, string? Attempts, string? Source, string? At);

/// <summary>How many dead letters were sent to their topic again.</summary>
/// <param name="Count">None is a count, too.</param>
internal sealed record Replayed(int Count);
