using System.Text.Json;
using System.Text.Json.Nodes;

namespace AspireEcs.Aws;

/// <summary>The operations of ECR that a deployment calls.</summary>
internal sealed class Ecr(AwsClient aws)
{
    private const string Target = "AmazonEC2ContainerRegistry_V20150921";

    /// <summary>The repository's address, such as <c>123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/api</c>; it is made where it is not there.</summary>
    internal async Task<string> RepositoryAsync(string name, CancellationToken cancel)
    {
        try
        {
            var found = await aws.JsonAsync(AwsOperation.DescribeRepositories, Target, new JsonObject { ["repositoryNames"] = new JsonArray(name) }, cancel);
            return Address(found.GetProperty("repositories")[0]);
        }
        catch (AwsException missing) when (missing.Code == "RepositoryNotFoundException")
        {
            var made = await aws.JsonAsync(AwsOperation.CreateRepository, Target, new JsonObject
            {
                ["repositoryName"] = name,
                ["imageTagMutability"] = "IMMUTABLE",
                ["imageScanningConfiguration"] = new JsonObject { ["scanOnPush"] = true },
                ["encryptionConfiguration"] = new JsonObject { ["encryptionType"] = "AES256" },
            }, cancel);
            return Address(made.GetProperty("repository"));
        }
    }

    /// <summary>The digest of a tag, such as <c>sha256:…</c>; null where it was not pushed.</summary>
    internal async Task<string?> DigestAsync(string repository, string tag, CancellationToken cancel)
    {
        try
        {
            var answer = await aws.JsonAsync(AwsOperation.DescribeImages, Target,
                new JsonObject { ["repositoryName"] = repository, ["imageIds"] = new JsonArray(new JsonObject { ["imageTag"] = tag }) }, cancel);
            return answer.GetProperty("imageDetails")[0].GetProperty("imageDigest").GetString();
        }
        catch (AwsException missing) when (missing.Code is "ImageNotFoundException")
        {
            return null;
        }
    }

    private static string Address(JsonElement repository) => repository.GetProperty("repositoryUri").GetString()!;
}
