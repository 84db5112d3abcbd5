namespace AspireEcs.Rehearsal;

/// <summary>A rehearsal cannot be held on this machine; the message says what is missing. It says nothing about the deployment.</summary>
internal sealed class RehearsalImpossible(string message) : Exception(message);
