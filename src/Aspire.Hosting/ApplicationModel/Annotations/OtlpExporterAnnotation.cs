namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that the resource sends its telemetry to the dashboard.</summary>
public class OtlpExporterAnnotation : IResourceAnnotation;
