using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Keeps secrets of the AppHost for this user, outside of the source.</summary>
public interface IUserSecretsManager
{
    /// <summary>Whether the AppHost's project has a <c>UserSecretsId</c>.</summary>
    bool IsAvailable { get; }

    /// <summary>The file that holds them; empty, if there is none.</summary>
    string FilePath { get; }

    /// <summary>Keeps a secret.</summary>
    /// <param name="name">The name, with colons between its parts.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is kept now.</returns>
    bool TrySetSecret(string name, string value);

    /// <summary>Removes a secret.</summary>
    /// <returns>Whether it was there.</returns>
    bool TryDeleteSecret(string name);

    /// <summary>Makes a secret part of the configuration: the one that is kept, else a new one, which is kept from now on.</summary>
    void GetOrSetSecret(IConfigurationManager configuration, string name, Func<string> valueGenerator);
}
