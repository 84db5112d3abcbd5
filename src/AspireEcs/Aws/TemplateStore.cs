using System.Security.Cryptography;
using System.Text;

namespace AspireEcs.Aws;

/// <summary>Gives CloudFormation a template: as text where it is small enough, else through S3.</summary>
internal sealed class TemplateStore(AwsClient aws)
{
    /// <summary>What CloudFormation takes as text, in bytes.</summary>
    internal const int LargestText = 51_200;

    /// <summary>What to name the template by in a call: <c>TemplateBody</c> or <c>TemplateURL</c>.</summary>
    /// <param name="template">Its text.</param>
    /// <param name="bucket">A bucket of yours; null makes one by account and region, once.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task<(string Key, string Value)> PlaceAsync(string template, string? bucket, CancellationToken cancel)
    {
        var bytes = Encoding.UTF8.GetBytes(template);
        if (bytes.Length <= LargestText)
            return ("TemplateBody", template);
        if (bucket is null)
        {
            bucket = $"aspire-ecs-{await AccountAsync(cancel)}-{aws.Region}";
            await MakeAsync(bucket, cancel);
        }
        // The same template has the same name, so that repeating a deployment leaves one object.
        var key = $"templates/{Convert.ToHexStringLower(SHA256.HashData(bytes))}.json";
        await aws.PutAsync(AwsOperation.PutObject, $"/{bucket}/{key}", template, "application/json", cancel);
        return ("TemplateURL", $"https://s3.{aws.Region}.amazonaws.com/{bucket}/{key}");
    }

    private async Task<string> AccountAsync(CancellationToken cancel) =>
        (await aws.QueryAsync(AwsOperation.GetCallerIdentity, "2011-06-15", [], cancel)).Element("Account")!.Value;

    private async Task MakeAsync(string bucket, CancellationToken cancel)
    {
        // The oldest region is the one that a request without a region means, and refuses to be named.
        var where = aws.Region == "us-east-1" ? "" : $"<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><LocationConstraint>{aws.Region}</LocationConstraint></CreateBucketConfiguration>";
        try
        {
            await aws.PutAsync(AwsOperation.CreateBucket, $"/{bucket}", where, "application/xml", cancel);
        }
        catch (AwsException there) when (there.Code is "BucketAlreadyOwnedByYou")
        {
            return; // An earlier deployment made it.
        }
    }
}
