using System.Collections.Immutable;

namespace Aspire.Dashboard;

/// <summary>Which sites' pages may send telemetry from a browser.</summary>
/// <param name="AllowedOrigins">Such as <c>https://localhost:5173</c>; <c>*</c> for all.</param>
/// <param name="AllowedHeaders">Headers that they may send beside those that OTLP needs; <c>*</c> for all.</param>
internal sealed record OtlpCorsOptions(ImmutableArray<string> AllowedOrigins, ImmutableArray<string> AllowedHeaders)
{
    internal static readonly OtlpCorsOptions Nobody = new([], []);
}
