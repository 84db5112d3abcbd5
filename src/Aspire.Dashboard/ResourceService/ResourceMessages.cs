using System.Globalization;
using Aspire.Dashboard.Otlp.Wire;
using Aspire.Dashboard.Resources;

namespace Aspire.Dashboard.ResourceService;

/// <summary>
/// The messages of <c>aspire.v1.DashboardService</c>, by the numbers of their fields. They are written from what is known of that
/// interface, no description of which is in this repository; a field that is numbered otherwise would be skipped by its reader.
/// </summary>
/// <remarks>
/// None of the numbers was held against Microsoft's dashboard. Known well: the parts of an update, a resource's 1 to 7, lines, the
/// names and texts of commands, a command's answer. Less certain: a resource's 11 to 20, a command's 5 to 9, what is in volumes,
/// health reports and relationships, how a URL is shown, and the numbers of the enumerations.
/// </remarks>
internal static class ResourceMessages
{
    /// <summary><c>WatchResourcesUpdate</c> with <c>InitialResourceData</c>.</summary>
    internal static ProtobufWriter Initial(IEnumerable<ResourceSnapshot> resources) =>
        new ProtobufWriter().Message(1, new ProtobufWriter().Messages(1, resources, Resource));

    /// <summary><c>WatchResourcesUpdate</c> with <c>WatchResourcesChanges</c>.</summary>
    internal static ProtobufWriter Changes(IEnumerable<BoardChange> changes) =>
        new ProtobufWriter().Message(2, new ProtobufWriter().Messages(1, changes, change => change.Resource is { } resource
            ? new ProtobufWriter().Message(2, Resource(resource))
            : new ProtobufWriter().Message(1, new ProtobufWriter().Text(1, change.Name))));

    internal static ProtobufWriter Lines(IEnumerable<ResourceLogLine> lines) => new ProtobufWriter().Messages(1, lines, line =>
        new ProtobufWriter().Text(1, Stamped(line)).Flag(2, line.IsError).Number(3, line.Number));

    internal static ProtobufWriter Result(ResourceCommandResult result)
    {
        const int Succeeded = 1, Failed = 2;
        if (result.Succeeded && result.Problems.IsEmpty)
            return new ProtobufWriter().Number(1, Succeeded);
        var reason = result.Problems.IsEmpty ? result.Message : string.Join(' ', result.Problems.Select(problem => $"{problem.Input}: {problem.Message}"));
        return new ProtobufWriter().Number(1, Failed).Text(2, reason);
    }

    private static ProtobufWriter Resource(ResourceSnapshot resource) => new ProtobufWriter()
        .Text(1, resource.Name)
        .Text(2, resource.Type)
        .Text(3, resource.DisplayName)
        .Text(4, resource.Name)
        .Text(5, resource.State)
        .Time(6, resource.CreatedAt)
        .Messages(7, resource.Environment, variable => new ProtobufWriter().Text(1, variable.Name).Text(2, variable.Value).Number(3, 1))
        .Messages(11, resource.Commands.Where(command => command.IsOnPage), Command)
        .Messages(12, Properties(resource), Property)
        .Messages(13, resource.Urls, Url)
        .Text(14, resource.StateStyle)
        .Time(15, resource.StartedAt)
        .Time(16, resource.StoppedAt)
        .Messages(17, resource.Volumes, volume => new ProtobufWriter().Text(1, volume.Source ?? "").Text(2, volume.Target).Text(3, volume.MountType).Flag(4, volume.IsReadOnly))
        .Messages(18, resource.HealthReports, Health)
        .Messages(19, resource.Relationships, relationship => new ProtobufWriter().Text(1, relationship.ResourceName).Text(2, relationship.Type))
        .Flag(20, resource.IsHidden);

    private static ProtobufWriter Command(ResourceCommand command) => new ProtobufWriter()
        .Text(1, command.Name)
        .Text(2, command.DisplayName)
        .Text(3, command.ConfirmationMessage)
        .Flag(5, command.IsHighlighted)
        .Text(8, command.Description)
        .Number(9, (long)command.State);

    /// <summary>What has a field of its own here and is a property there, and the properties.</summary>
    private static IEnumerable<ResourceProperty> Properties(ResourceSnapshot resource)
    {
        if (resource.Source is { } source)
            yield return ResourceProperty.Plain("resource.source", source);
        if (resource.ProcessId is { } process)
            yield return ResourceProperty.Plain("executable.pid", process.ToString(CultureInfo.InvariantCulture));
        if (resource.ExitCode is { } code)
            yield return ResourceProperty.Plain("resource.exitCode", code.ToString(CultureInfo.InvariantCulture));
        foreach (var property in resource.Properties)
            yield return property;
    }

    /// <summary>The value is a <c>google.protobuf.Value</c> that holds a text.</summary>
    private static ProtobufWriter Property(ResourceProperty property) => new ProtobufWriter()
        .Text(1, property.Name)
        .Message(3, new ProtobufWriter().Text(3, property.Value ?? ""))
        .Flag(4, property.IsSecret);

    private static ProtobufWriter Url(ResourceUrl url) => new ProtobufWriter()
        .Text(1, url.Name)
        .Text(2, url.Url)
        .Flag(3, url.IsInternal)
        .Message(5, url.DisplayText is null ? null : new ProtobufWriter().Text(2, url.DisplayText));

    private static ProtobufWriter Health(ResourceHealthReport report) => new ProtobufWriter()
        .Number(1, report.Status is { } status ? (long)status : null)
        .Text(2, report.Name)
        .Text(3, report.Description ?? "")
        .Text(4, report.Error ?? "")
        .Time(5, report.LastRunAt);

    /// <summary>The time stands before the text, as in Aspire's own consoles.</summary>
    private static string Stamped(ResourceLogLine line) => line.Timestamp is { } time ? $"{time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffK} {line.Text}" : line.Text;
}
