using AspireEcs.Deployment;
using AspireEcs.Manifests;

namespace AspireEcs.Images;

/// <summary>The values of the arguments that an image is built with: texts, and parameters that are no secrets.</summary>
/// <param name="manifest">Where the parameters are.</param>
/// <param name="environment">The value of an environment variable.</param>
internal sealed class BuildArguments(Manifest manifest, Func<string, string?> environment)
{
    /// <summary>The arguments as <c>NAME=VALUE</c>.</summary>
    /// <exception cref="FormatException">One has no value, or is no value to build with.</exception>
    internal IReadOnlyList<string> Of(string resource, DockerBuild build) =>
        [.. build.Args.Select(argument => $"{argument.Key}={string.Concat(argument.Value.Pieces.Select(piece => piece is Expression.Literal literal ? literal.Text : Value(resource, argument.Key, (Expression.Reference)piece)))}")];

    private string Value(string resource, string argument, Expression.Reference reference) =>
        manifest.Find(reference.Resource) is not ParameterResource parameter || reference.Path is not ["value"]
            ? throw new FormatException($"{resource}: its image is built with {argument} = {{{reference}}}, which is known only once it is deployed. Build it with texts and parameters, and give it the rest as environment variables.")
        : parameter.Secret
            ? throw new FormatException($"{resource}: its image is built with {argument}, the secret '{parameter.Name}', and whoever has an image can read what it was built with. Give the secret to the service as an environment variable.")
        : SuppliedValues.Given(parameter.Name, filter: null, environment) ?? parameter.Default
            ?? throw new FormatException($"{resource}: its image is built with {argument}, the parameter '{parameter.Name}', which has no value. Give it in the environment as Parameters__{parameter.Name.Replace('-', '_')}.");
}
