namespace StartUp;

/// <summary>One start of the application.</summary>
/// <param name="Resources">When each resource became healthy, in seconds since the start.</param>
/// <param name="Up">When all were, in seconds.</param>
/// <param name="ProcessorSeconds">What the process that starts them took of the processors until then; the servers are not in it.</param>
/// <param name="Megabytes">The memory of that process then.</param>
internal sealed record Start(IReadOnlyDictionary<string, double> Resources, double Up, double ProcessorSeconds, double Megabytes);
