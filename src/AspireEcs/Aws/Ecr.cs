using System.Text;
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

    /// <summary>A user and a password with which images can be pushed for the next twelve hours.</summary>
    internal async Task<RegistryLogin> LoginAsync(CancellationToken cancel)
    {
        var answer = await aws.JsonAsync(AwsOperation.GetAuthorizationToken, Target, [], cancel);
        var token = Encoding.UTF8.GetString(Convert.FromBase64String(answer.GetProperty("authorizationData")[0].GetProperty("authorizationToken").GetString()!));
        return token.Split(':', 2) is [var user, var password]
            ? new RegistryLogin(user, password)
            : throw new AwsException("ECR gave a token that is no user and password. Is AWS_ENDPOINT_URL the address of AWS?");
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

/// <summary>What lets in to a registry. The password is given to other programs through their environment or their input, never on a command line.</summary>
internal sealed record RegistryLogin(string User, string Password)
{
    public override string ToString() => $"{User}:***";
}
