using System.ComponentModel.DataAnnotations;

namespace Api.Messaging.DeadLetters;

/// <summary>The configuration section <c>DeadLetters</c>.</summary>
internal sealed class DeadLetterOptions
{
    public const string Section = "DeadLetters";

    /// <summary>
    /// What <c>X-Api-Key</c> has to be for <c>/dead-letters</c>, 16 characters at least. Without one there are no such
    /// endpoints, except while developing, where they are open.
    /// </summary>
    [StringLength(1000, MinimumLength = 16)]
    public string? ApiKey { get; set; }
}
