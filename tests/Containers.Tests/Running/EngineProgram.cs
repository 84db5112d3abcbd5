using Aspire.Hosting;
using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Containers.Tests.Running;

/// <summary>A program that stands in for that of the engine, in one application alone: it does something, and then is the real one, or nothing.</summary>
internal sealed class EngineProgram : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("engine-");

    public string Folder => _folder.FullName;

    /// <summary>The commands that it was asked for, where it notes them.</summary>
    public IReadOnlyList<string> Commands => File.Exists(Path.Join(Folder, "commands")) ? File.ReadAllLines(Path.Join(Folder, "commands")) : [];

    /// <summary>Writes the program.</summary>
    /// <param name="script">What it does. <c>$FOLDER</c> is its folder.</param>
    /// <param name="name">The name of the engine.</param>
    public EngineProgram Write(string script, string? name = null)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("It is a shell script.");
            return this;
        }

        var path = Path.Join(Folder, name ?? Engine.Program);
        File.WriteAllText(path, $"#!/bin/sh\nFOLDER='{Folder}'\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        return this;
    }

    /// <summary>Writes a program that does something first and then is the real one.</summary>
    public EngineProgram Before(string script) => Write($"{script}\nexec '{Engine.Path}' \"$@\"");

    /// <summary>Writes a program that notes each command and then is the real one.</summary>
    public EngineProgram Noting() => Before("echo \"$*\" >>\"$FOLDER/commands\"");

    /// <summary>Lets an application use it.</summary>
    public IDistributedApplicationBuilder In(IDistributedApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => new EngineProbe(services.GetRequiredService<ProcessLauncher>(), TimeProvider.System, Folder));
        return builder;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
