using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Running.Endings;

/// <summary>How long the whole application may take to stop, before what is left is killed.</summary>
internal static class StopTimeout
{
    public const string Setting = "Aspire:StopTimeout";

    private static readonly TimeSpan _default = TimeSpan.FromSeconds(30);

    /// <exception cref="DistributedApplicationException">The setting is no number of seconds.</exception>
    public static TimeSpan Read(IConfiguration configuration) => configuration[Setting] switch
    {
        null or "" => _default,
        var text when double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= 86_400 => TimeSpan.FromSeconds(seconds),
        var text => throw new DistributedApplicationException($"The setting {Setting} is '{text}'. It is a number of seconds, up to 86400; {_default.TotalSeconds:0} is the default."),
    };
}
