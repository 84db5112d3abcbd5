namespace Aspire.Dashboard.Resources;

/// <summary>An address at which a resource can be reached.</summary>
/// <param name="Name">The name of the endpoint. <see langword="null"/> for a link that belongs to none.</param>
/// <param name="Url">The address, such as <c>http://localhost:5301</c>.</param>
/// <param name="DisplayText">The text to show in place of the address.</param>
/// <param name="IsInternal">Whether it is of use only to other resources.</param>
public sealed record ResourceUrl(string? Name, string Url, string? DisplayText = null, bool IsInternal = false);
