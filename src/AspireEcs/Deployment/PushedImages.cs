using AspireEcs.Aws;
using AspireEcs.Templates;

namespace AspireEcs.Deployment;

/// <summary>Finds the images that were pushed under a tag, and names them by their digests: a tag may come to mean another image.</summary>
internal sealed class PushedImages(Ecr ecr)
{
    /// <summary>The image of each parameter that waits for one. A repository that is not there yet is made, so that it can be pushed to.</summary>
    /// <exception cref="FormatException">An image was not pushed.</exception>
    internal async Task<IReadOnlyDictionary<string, string>> FindAsync(string stack, string tag, TemplateDocument template, CancellationToken cancel)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (parameter, resource) in SuppliedValues.Images(template))
        {
            var name = $"{stack}/{resource}";
            var address = await ecr.RepositoryAsync(name, cancel);
            var digest = await ecr.DigestAsync(name, tag, cancel)
                ?? throw new FormatException($"There is no image {name}:{tag} in ECR. Push it to {address}:{tag}, a project with dotnet publish -t:PublishContainer, then repeat the command; or let --build do both.");
            found[parameter] = $"{address}@{digest}";
        }
        return found;
    }
}
