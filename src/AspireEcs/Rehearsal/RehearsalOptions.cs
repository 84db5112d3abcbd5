namespace AspireEcs.Rehearsal;

/// <summary>What a rehearsal is held with.</summary>
/// <param name="ManifestFolder">From which the paths of projects start.</param>
/// <param name="Published">Folders into which services were published already, by name.</param>
/// <param name="NetworkOnly">Whether it ends when it is known who reaches whom, with nothing built and no server started.</param>
/// <param name="Patience">How long a service may take to migrate, and to become healthy.</param>
/// <param name="Region">The region that moto is told.</param>
internal sealed record RehearsalOptions(string ManifestFolder, IReadOnlyDictionary<string, string> Published, bool NetworkOnly, TimeSpan Patience, string Region);
