using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;

namespace AspireEcs.Aws;

/// <summary>Who deploys, and where.</summary>
/// <param name="Region">Such as <c>eu-west-1</c>.</param>
/// <param name="Credentials">They are read anew for each request, so that temporary ones are renewed.</param>
/// <param name="OneEndpoint">Where every service is, such as a moto of a test; null asks the environment.</param>
internal sealed record AwsSession(string Region, AWSCredentials Credentials, Uri? OneEndpoint = null)
{
    private const string NoCredentials =
        "There are no AWS credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile with AWS_PROFILE or --profile, or sign in with aws sso login.";

    /// <summary>Takes credentials from where the AWS tools do: environment, profile, SSO, web identity, container and instance role.</summary>
    /// <param name="region">The region of the settings or the command line; null takes that of the environment or the profile.</param>
    /// <param name="profile">A profile; null takes <c>AWS_PROFILE</c>, else the usual chain.</param>
    /// <exception cref="AwsException">There is no region, no credentials or no such profile.</exception>
    internal static AwsSession Resolve(string? region, string? profile)
    {
        region ??= Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION") ?? FallbackRegionFactory.GetRegionEndpoint()?.SystemName
            ?? throw new AwsException("There is no AWS region. Give one with --region, in the settings, or in AWS_REGION.");
        return new AwsSession(region, Resolve(profile));
    }

    /// <summary>Where a service is: <c>AWS_ENDPOINT_URL_SERVICE</c>, <c>AWS_ENDPOINT_URL</c>, else AWS itself.</summary>
    internal Uri Endpoint(string service)
    {
        if (OneEndpoint is not null)
            return OneEndpoint;
        if ((Variable($"AWS_ENDPOINT_URL_{service.ToUpperInvariant()}") ?? Variable("AWS_ENDPOINT_URL")) is { } given)
            return Uri.TryCreate(given, UriKind.Absolute, out var endpoint) ? endpoint : throw new AwsException($"AWS_ENDPOINT_URL is no address: '{given}'. Give one such as http://127.0.0.1:5000, or unset it.");
        var host = service == "ecr" ? "api.ecr" : service;
        return new Uri($"https://{host}.{Region}.amazonaws.com{(Region.StartsWith("cn-", StringComparison.Ordinal) ? ".cn" : "")}");
    }

    private static AWSCredentials Resolve(string? profile)
    {
        if (profile is not null)
        {
            return new CredentialProfileStoreChain().TryGetAWSCredentials(profile, out var found)
                ? found
                : throw new AwsException($"There is no AWS profile '{profile}', or it gives no credentials. aws configure list-profiles shows the profiles.");
        }
        try
        {
            return DefaultAWSCredentialsIdentityResolver.GetCredentials();
        }
        catch (AmazonClientException none)
        {
            throw new AwsException(NoCredentials, "", none);
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
