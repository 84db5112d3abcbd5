using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A service outside of the application, which others reach by its URL.</summary>
public sealed class ExternalServiceResource : Resource
{
    /// <summary>Describes a service at a fixed URL.</summary>
    /// <exception cref="ArgumentException">The URL is not absolute, is not HTTP, has a path other than one that ends with a slash, or has a query.</exception>
    public ExternalServiceResource(string name, Uri uri) : base(name)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (FaultOf(uri) is { } fault)
        {
            throw new ArgumentException($"The URL '{uri}' of the external service '{name}' {fault}", nameof(uri));
        }

        Uri = uri;
    }

    /// <summary>Describes a service whose URL is a parameter.</summary>
    public ExternalServiceResource(string name, ParameterResource urlParameter) : base(name)
    {
        ArgumentNullException.ThrowIfNull(urlParameter);
        UrlParameter = urlParameter;
    }

    /// <summary>The URL, if it is fixed.</summary>
    public Uri? Uri { get; }

    /// <summary>The parameter that holds the URL, if it is not fixed.</summary>
    public ParameterResource? UrlParameter { get; }

    internal static string? FaultOf(Uri uri) => uri switch
    {
        { IsAbsoluteUri: false } => "has to be absolute, for example https://example.com/.",
        { AbsolutePath: [.., not '/'] } => "has to end with a slash: paths of requests are put behind it.",
        { Query.Length: > 0 } or { Fragment.Length: > 0 } => "must not have a query or a fragment.",
        _ => null,
    };
}
