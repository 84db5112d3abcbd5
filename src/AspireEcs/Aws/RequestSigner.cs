using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;

namespace AspireEcs.Aws;

/// <summary>Signs a request with Signature Version 4, so that no secret is ever sent.</summary>
internal static class RequestSigner
{
    internal static void Sign(HttpRequestMessage request, byte[] body, string service, string region, ImmutableCredentials credentials, DateTimeOffset now)
    {
        var date = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        request.Headers.Host = request.RequestUri!.Authority;
        request.Headers.TryAddWithoutValidation("X-Amz-Date", date);
        if (credentials.UseToken)
            request.Headers.TryAddWithoutValidation("X-Amz-Security-Token", credentials.Token);
        if (service == "s3")
            request.Headers.TryAddWithoutValidation("X-Amz-Content-SHA256", hash);

        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var header in request.Headers.Concat(request.Content?.Headers.Where(header => header.Key == "Content-Type") ?? []))
            headers[header.Key.ToLowerInvariant()] = string.Join(',', header.Value).Trim();
        var names = string.Join(';', headers.Keys);
        var canonical = new StringBuilder()
            .Append(request.Method.Method).Append('\n')
            .Append(request.RequestUri.AbsolutePath).Append('\n')
            .Append(Query(request.RequestUri)).Append('\n')
            .AppendJoin("", headers.Select(header => $"{header.Key}:{header.Value}\n")).Append('\n')
            .Append(names).Append('\n')
            .Append(hash).ToString();
        var signed = AWS4Signer.ComputeSignature(credentials, region, now.UtcDateTime, service, names, canonical);
        request.Headers.TryAddWithoutValidation("Authorization", signed.ForAuthorizationHeader);
    }

    /// <summary>The parameters in the order that the signature wants.</summary>
    private static string Query(Uri address) =>
        string.Join('&', address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Contains('=', StringComparison.Ordinal) ? part : part + "=").Order(StringComparer.Ordinal));
}
