using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Makes names of volumes that stay the same from run to run, and differ between applications.</summary>
public static class VolumeNameGenerator
{
    /// <summary>Makes the name of a volume of a resource: application, a hash of where the AppHost is, resource and suffix.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="suffix">What the volume holds, for example <c>data</c>.</param>
    /// <exception cref="ArgumentException">The suffix holds a character that a volume's name cannot have.</exception>
    public static string Generate<T>(IResourceBuilder<T> builder, string suffix) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(suffix);
        if (suffix.Any(c => !IsAllowed(c)))
        {
            throw new ArgumentException($"'{suffix}' cannot be part of a volume's name: use ASCII letters, digits, '_', '.' and '-'.", nameof(suffix));
        }

        var application = builder.ApplicationBuilder;
        var name = string.Concat(application.Environment.ApplicationName.Select(c => IsAllowed(c) ? char.ToLowerInvariant(c) : '_'));
        return $"{name}-{HashOf(application)}-{builder.Resource.Name}-{suffix}";
    }

    // A published manifest must not depend on where the AppHost happens to lie; two checkouts of it that run must not share data.
    internal static string HashOf(IDistributedApplicationBuilder application)
    {
        var project = (application as DistributedApplicationBuilder)?.AppHostPath ?? application.AppHostDirectory;
        var identity = application.ExecutionContext.IsPublishMode ? Path.GetFileName(project) : project.ToLowerInvariant();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..10];
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-';
}
