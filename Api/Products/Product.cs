namespace Api.Products;

/// <summary>Something that can be ordered.</summary>
/// <param name="Id">A short readable name: lower-case letters, digits and hyphens.</param>
/// <param name="Name">What the product is called.</param>
/// <param name="Description">One line about it.</param>
/// <param name="Price">Of one piece, in euros.</param>
public sealed record Product(string Id, string Name, string Description, decimal Price);
