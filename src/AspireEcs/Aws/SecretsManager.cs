using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AspireEcs.Aws;

/// <summary>A secret as it lies in Secrets Manager: never its value.</summary>
internal sealed record StoredSecret(string Arn, string? Version);

/// <summary>The operations of Secrets Manager that a deployment calls: it writes secrets, and may not read them.</summary>
internal sealed class SecretsManager(AwsClient aws)
{
    private const string Target = "secretsmanager";
    private const int Rounds = 200_000;

    /// <summary>The secret; null where there is none.</summary>
    internal async Task<StoredSecret?> FindAsync(string name, CancellationToken cancel)
    {
        try
        {
            var answer = await aws.JsonAsync(AwsOperation.DescribeSecret, Target, new JsonObject { ["SecretId"] = name }, cancel);
            var version = answer.TryGetProperty("VersionIdsToStages", out var versions)
                ? versions.EnumerateObject().FirstOrDefault(one => one.Value.EnumerateArray().Any(stage => stage.GetString() == "AWSCURRENT")).Name
                : null;
            return new StoredSecret(answer.GetProperty("ARN").GetString()!, version);
        }
        catch (AwsException missing) when (missing.Code == "ResourceNotFoundException")
        {
            return null;
        }
    }

    /// <summary>Makes the secret hold a value. The same value again makes no new version, so that nothing restarts for it.</summary>
    internal async Task<StoredSecret> StoreAsync(string name, string value, CancellationToken cancel)
    {
        var version = VersionOf(name, value);
        if (await FindAsync(name, cancel) is not { } present)
        {
            await aws.JsonAsync(AwsOperation.CreateSecret, Target, new JsonObject { ["Name"] = name, ["SecretString"] = value, ["ClientRequestToken"] = version }, cancel);
            return (await FindAsync(name, cancel))!;
        }
        if (present.Version == version)
            return present;
        await PutAsync(version);
        var stored = (await FindAsync(name, cancel))!;
        if (stored.Version == version)
            return stored;
        // The value was current before the present one: its version is known, and AWS leaves it aside. It needs another.
        await PutAsync(Guid.NewGuid().ToString());
        return (await FindAsync(name, cancel))!;

        Task<JsonElement> PutAsync(string token) =>
            aws.JsonAsync(AwsOperation.PutSecretValue, Target, new JsonObject { ["SecretId"] = name, ["SecretString"] = value, ["ClientRequestToken"] = token }, cancel);
    }

    /// <summary>A version's name that the value alone makes, and from which the value cannot be guessed in any useful time.</summary>
    private static string VersionOf(string name, string value) =>
        Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(value), Encoding.UTF8.GetBytes(name), Rounds, HashAlgorithmName.SHA256, 32));
}
