namespace AspireEcs.Aws;

/// <summary>AWS did not do what it was asked to; the message is a sentence for the person who deploys.</summary>
internal sealed class AwsException : Exception
{
    public AwsException(string message, string code = "", Exception? inner = null) : base(message, inner) => Code = code;

    /// <summary>What AWS calls the error, such as <c>ValidationError</c>; empty where AWS did not answer.</summary>
    internal string Code { get; }

    /// <summary>Says what an answer of AWS means, and what to do.</summary>
    internal static AwsException Of(AwsOperation operation, string code, string message) => new(code switch
    {
        "ExpiredToken" or "ExpiredTokenException" or "RequestExpired" =>
            "The AWS credentials have expired. Sign in again (aws sso login), or renew the keys, and repeat the command: it goes on where it stopped.",
        "InvalidClientTokenId" or "UnrecognizedClientException" or "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "InvalidSignatureException" or "AuthFailure" =>
            $"AWS does not accept the credentials ({code}). Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or the profile; keys of another partition, or a clock that is wrong, are refused too.",
        "AccessDenied" or "AccessDeniedException" or "UnauthorizedOperation" or "Forbidden" or "403" =>
            $"The credentials may not do {operation.Permission}. Allow it to the role that deploys: docs/deploy-policy.json is the whole policy. AWS says: {message}",
        _ => $"{operation.Service} refused {operation.Action}: {message} ({code})",
    }, code);
}
