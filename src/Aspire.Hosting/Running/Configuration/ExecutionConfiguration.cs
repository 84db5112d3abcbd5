namespace Aspire.Hosting.Running.Configuration;

/// <summary>The environment and the arguments of one instance at one start, resolved.</summary>
/// <param name="Environment">The variables.</param>
/// <param name="Arguments">The arguments.</param>
/// <param name="SecretVariables">The names of the variables that hold a secret, or part of one.</param>
/// <param name="HasSecretArgument">Whether an argument holds a secret.</param>
internal sealed record ExecutionConfiguration(
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<string> Arguments,
    IReadOnlySet<string> SecretVariables,
    bool HasSecretArgument);
