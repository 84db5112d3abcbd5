namespace Aspire.Hosting.ApplicationModel;

/// <summary>A line of the log of a resource.</summary>
/// <param name="LineNumber">Its number, from 1.</param>
/// <param name="Content">The text, with a timestamp before it.</param>
/// <param name="IsErrorMessage">Whether it came from standard error, or is an error.</param>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);

/// <summary>That somebody reads the log of a resource, or nobody does any more.</summary>
/// <param name="Name">The instance of the resource.</param>
/// <param name="AnySubscribers">Whether somebody reads it.</param>
public readonly record struct LogSubscriber(string Name, bool AnySubscribers);
