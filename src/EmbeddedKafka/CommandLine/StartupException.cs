namespace EmbeddedKafka.CommandLine;

/// <summary>The broker cannot start. The message is the whole explanation, for the person who started it.</summary>
internal sealed class StartupException(string message) : Exception(message);
