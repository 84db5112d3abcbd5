using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspire.Dashboard.Telemetry.Runs;

/// <summary>A folder with what is kept of a run.</summary>
internal sealed class RunFolder(string path)
{
    private const string LockName = "lock", PinName = "pinned", DescriptionName = "run.json";

    /// <summary>Names the run: when it began, and some digits, because two may begin at the same moment.</summary>
    internal string Id => System.IO.Path.GetFileName(Path);

    internal string Path { get; } = path;

    internal string DatabaseFile => System.IO.Path.Combine(Path, "telemetry.db");

    internal bool IsPinned => File.Exists(FileNamed(PinName));

    /// <summary>Whether somebody writes into it now.</summary>
    internal bool IsLive
    {
        get
        {
            if (!TryLock(out var held))
                return true;
            held.Dispose();
            return false;
        }
    }

    /// <summary>What it takes on the disk.</summary>
    internal long Bytes => new DirectoryInfo(Path).EnumerateFiles().Sum(file => file.Length);

    /// <summary>When it was written last.</summary>
    internal DateTimeOffset WrittenAt => File.GetLastWriteTimeUtc(DatabaseFile);

    internal RunDescription? Description
    {
        get
        {
            try
            {
                return JsonSerializer.Deserialize(File.ReadAllText(FileNamed(DescriptionName)), RunJson.Default.RunDescription);
            }
            catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
            {
                return null; // Another folder, or one that is being made or deleted.
            }
        }
    }

    internal void Describe(RunDescription description) => File.WriteAllText(FileNamed(DescriptionName), JsonSerializer.Serialize(description, RunJson.Default.RunDescription));

    internal void Pin(bool pinned)
    {
        if (pinned)
            File.WriteAllText(FileNamed(PinName), "");
        else
            File.Delete(FileNamed(PinName));
    }

    /// <summary>Makes it the caller's alone, until that disposes of the lock or ends in whatever way.</summary>
    internal bool TryLock([NotNullWhen(true)] out IDisposable? held)
    {
        try
        {
            held = new FileStream(FileNamed(LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            held = null;
            return false;
        }
    }

    private string FileNamed(string name) => System.IO.Path.Combine(Path, name);
}

/// <summary>What stands in the file of a run.</summary>
/// <param name="Application">Whose run it is.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; <see langword="null"/> while it goes on, and when it was killed.</param>
/// <param name="Keep">How long it is kept.</param>
internal sealed record RunDescription(string Application, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, TelemetryKeeping Keep);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RunDescription))]
internal sealed partial class RunJson : JsonSerializerContext;
