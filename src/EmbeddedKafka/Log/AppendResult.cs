namespace EmbeddedKafka.Log;

/// <summary>What became of a batch that was to be appended.</summary>
/// <param name="BaseOffset">The offset of its first record: the old one when the batch was there already.</param>
internal readonly record struct AppendResult(AppendOutcome Outcome, long BaseOffset = -1)
{
    public bool IsWritten => Outcome == AppendOutcome.Written;
}

internal enum AppendOutcome
{
    Written,

    /// <summary>The bytes are not one intact batch.</summary>
    Corrupt,

    /// <summary>The batch is intact and its numbers contradict each other, or it claims what only a broker writes.</summary>
    Invalid,

    /// <summary>A message set of the formats 0 and 1, which clients before 2017 wrote.</summary>
    OldFormat,

    TooLarge,
    OutOfOrderSequence,
    UnknownProducer,
    FencedProducer,

    /// <summary>The topic was deleted in the meantime.</summary>
    Gone,

    /// <summary>The file could not be written: the disk is full or failing.</summary>
    StorageFailed,
}
