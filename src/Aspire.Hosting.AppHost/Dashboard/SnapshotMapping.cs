using System.Globalization;
using Aspire.Dashboard.Resources;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Dashboard;

/// <summary>Turns how an instance stands into what the dashboard shows. Secrets stay on this side.</summary>
internal static class SnapshotMapping
{
    public static ResourceSnapshot ToDashboard(ResourceEvent change)
    {
        var snapshot = change.Snapshot;
        return new ResourceSnapshot
        {
            Name = change.ResourceId,
            DisplayName = change.Resource.Name,
            Type = snapshot.ResourceType,
            State = snapshot.State?.Text,
            StateStyle = snapshot.State?.Style,
            Health = ToDashboard(snapshot.HealthStatus),
            HealthReports = [.. snapshot.HealthReports.Select(report => new ResourceHealthReport(report.Name, ToDashboard(report.Status), report.Description, report.ExceptionText, Utc(report.LastRunAt)))],
            Source = Property(snapshot, CustomResourceKnownProperties.Source),
            ProcessId = int.TryParse(Property(snapshot, "executable.pid"), CultureInfo.InvariantCulture, out var id) ? id : null,
            CreatedAt = Utc(snapshot.CreationTimeStamp),
            StartedAt = Utc(snapshot.StartTimeStamp),
            StoppedAt = Utc(snapshot.StopTimeStamp),
            ExitCode = snapshot.ExitCode,
            Urls = [.. snapshot.Urls.OrderByDescending(url => url.DisplayProperties.SortOrder).Select(url => new ResourceUrl(url.Name, url.Url, NullIfEmpty(url.DisplayProperties.DisplayName), url.IsInternal))],
            Relationships = [.. snapshot.Relationships.Select(relation => new Aspire.Dashboard.Resources.ResourceRelationship(relation.ResourceName, relation.Type))],
            Environment = [.. snapshot.EnvironmentVariables.Where(variable => variable.IsFromSpec).Select(variable => variable.IsSecret ? ResourceEnvironmentVariable.Secret(variable.Name) : ResourceEnvironmentVariable.Plain(variable.Name, variable.Value))],
            Volumes = [.. snapshot.Volumes.Select(volume => new ResourceVolume(volume.Source, volume.Target, volume.MountType, volume.IsReadOnly))],
            Commands = [.. snapshot.Commands.Select(ToDashboard)],
            Properties = [.. snapshot.Properties.Select(property => property.IsSensitive ? ResourceProperty.Secret(property.Name) : ResourceProperty.Plain(property.Name, Text(property.Value)))],
            IsHidden = snapshot.IsHidden || snapshot.State?.Text == KnownResourceStates.Hidden,
        };
    }

    private static Aspire.Dashboard.Resources.ResourceCommand ToDashboard(ResourceCommandSnapshot command) => new(
        command.Name,
        command.DisplayName,
        command.State switch
        {
            ApplicationModel.ResourceCommandState.Enabled => Aspire.Dashboard.Resources.ResourceCommandState.Enabled,
            ApplicationModel.ResourceCommandState.Disabled => Aspire.Dashboard.Resources.ResourceCommandState.Disabled,
            _ => Aspire.Dashboard.Resources.ResourceCommandState.Hidden,
        },
        command.DisplayDescription,
        command.ConfirmationMessage,
        command.IsHighlighted)
    {
        Arguments = [.. command.Arguments.Select(input => InputMapping.ToDashboard(input))],
        IsOnPage = command.Visibility.HasFlag(ResourceCommandVisibility.UI),
        IsInApi = command.Visibility.HasFlag(ResourceCommandVisibility.Api),
    };

    private static ResourceHealth? ToDashboard(HealthStatus? status) => status switch
    {
        HealthStatus.Healthy => ResourceHealth.Healthy,
        HealthStatus.Degraded => ResourceHealth.Degraded,
        HealthStatus.Unhealthy => ResourceHealth.Unhealthy,
        _ => null,
    };

    private static DateTimeOffset? Utc(DateTime? time) => time is { } value ? new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc)) : null;

    private static string? Property(CustomResourceSnapshot snapshot, string name) => Text(snapshot.Properties.FirstOrDefault(property => property.Name == name)?.Value);

    private static string? Text(object? value) => value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value?.ToString();

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
