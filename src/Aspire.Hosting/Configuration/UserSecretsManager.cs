using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace Aspire.Hosting.Configuration;

/// <summary>The file of user secrets that <c>dotnet user-secrets</c> uses as well.</summary>
internal sealed class UserSecretsManager(string? userSecretsId) : IUserSecretsManager
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    private readonly Lock _lock = new();

    public static UserSecretsManager Of(Assembly? assembly) => new(assembly?.GetCustomAttribute<UserSecretsIdAttribute>()?.UserSecretsId);

    public bool IsAvailable => FilePath.Length > 0;

    public string FilePath { get; } = string.IsNullOrEmpty(userSecretsId) ? "" : PathHelper.GetSecretsPathFromSecretsId(userSecretsId);

    public bool TrySetSecret(string name, string value) => Change(secrets => secrets[name] = value);

    public bool TryDeleteSecret(string name)
    {
        var removed = false;
        return Change(secrets => removed = secrets.Remove(name)) && removed;
    }

    public void GetOrSetSecret(IConfigurationManager configuration, string name, Func<string> valueGenerator)
    {
        if (string.IsNullOrEmpty(configuration[name]))
        {
            // What is kept wins, also where configuration does not hold the user secrets (they are read in Development alone)
            // or another AppHost was faster: data that was made with it takes no other.
            string? value = null;
            Change(secrets => secrets[name] = value = (string?)secrets[name] is { Length: > 0 } kept ? kept : valueGenerator());
            configuration.AddInMemoryCollection([new(name, value ?? valueGenerator())]);
        }
    }

    // Another AppHost may write at the same moment: the file is locked while it is read and written anew.
    private bool Change(Action<JsonObject> change)
    {
        if (!IsAvailable)
        {
            return false;
        }

        lock (_lock)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
            using var mutex = FileLock.Acquire(FilePath + ".lock", TimeSpan.FromSeconds(5));
            var secrets = Read();
            change(secrets);
            var written = FilePath + ".new";
            using (var file = new FileStream(written, OwnerOnly()))
            {
                JsonSerializer.Serialize(file, secrets, _indented);
            }

            File.Move(written, FilePath, overwrite: true);
            return true;
        }
    }

    private JsonObject Read()
    {
        if (!File.Exists(FilePath) || File.ReadAllText(FilePath) is not { Length: > 0 } text)
        {
            return [];
        }

        try
        {
            var options = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
            return Flatten(JsonNode.Parse(text, documentOptions: options)!.AsObject());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new DistributedApplicationException($"The user secrets in '{FilePath}' cannot be read. {(exception is JsonException json ? ConfigurationFiles.Describe(json) : exception.Message)} Mend the file or remove it.", exception);
        }
    }

    // dotnet user-secrets keeps names with colons on one level; a file edited by hand may be nested.
    private static JsonObject Flatten(JsonObject nested)
    {
        var flat = new JsonObject();
        Add(nested, "");
        return flat;

        void Add(JsonObject level, string prefix)
        {
            foreach (var (name, value) in level)
            {
                if (value is JsonObject deeper)
                {
                    Add(deeper, $"{prefix}{name}:");
                }
                else
                {
                    flat[prefix + name] = value?.DeepClone();
                }
            }
        }
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
