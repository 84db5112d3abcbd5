namespace Aspire.Hosting.Running.LocalServices;

/// <summary>A file or folder that a local service needs and cannot use.</summary>
internal sealed record DataFault(Exception Cause)
{
    /// <summary>The fault that an exception tells of; <see langword="null"/>, if it is about something else.</summary>
    public static DataFault? Find(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var first, ..] } => Find(first), // of files that are copied side by side
        IOException or UnauthorizedAccessException => new(exception),
        _ => null,
    };

    /// <summary>Which of the places it is about, why, and what to do.</summary>
    /// <param name="places">Absolute paths of what is written to. They need not exist.</param>
    public string Sentence(IReadOnlyList<string> places)
    {
        // The system names a path where it refuses one; of a full disk it says no more than that.
        if (Failures.IsFullDisk(Cause))
        {
            return Failures.Describe(Cause, places.MinBy(FreeSpace));
        }

        var place = places.FirstOrDefault(one => Cause.Message.Contains(one, StringComparison.Ordinal)) ?? places[0];
        return $"the folder '{place}' cannot be used: {Failures.Describe(Cause)}";
    }

    private static long FreeSpace(string path)
    {
        var existing = path;
        while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
        {
            existing = parent;
        }

        return new DriveInfo(existing).AvailableFreeSpace;
    }
}
