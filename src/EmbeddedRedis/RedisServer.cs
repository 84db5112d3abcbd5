using System.Net.Sockets;
using Garnet;
using Garnet.common;
using Garnet.server;
using Microsoft.Extensions.Logging;
using Tsavorite.core;

namespace EmbeddedRedis;

/// <summary>Garnet, set up as one developer's Redis.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly GarnetServer _garnet;
    private readonly FileStream? _possession;

    private RedisServer(GarnetServer garnet, FileStream? possession)
    {
        _garnet = garnet;
        _possession = possession;
    }

    /// <summary>Starts to accept clients. Data that an earlier run acknowledged is there when this returns.</summary>
    /// <exception cref="ConfigurationException">The address or the data folder cannot be used.</exception>
    internal static RedisServer Start(Arguments arguments, ILoggerFactory logs)
    {
        try
        {
            var possession = arguments.DataFolder is { } folder ? TakePossession(folder) : null;
            if (possession is not null && DataDisk.Fault(arguments.DataFolder!) is { } fault)
                throw new ConfigurationException(fault);

            var garnet = new GarnetServer(Options(arguments, logs), logs);
            garnet.Start();
            return new RedisServer(garnet, possession);
        }
        catch (GarnetException e) when (e.InnerException is SocketException cause)
        {
            throw new ConfigurationException($"Cannot listen on {arguments.Listen}: {cause.Message}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"Cannot keep data in '{arguments.DataFolder}': {e.Message}");
        }
    }

    public void Dispose()
    {
        _garnet.Dispose();
        _possession?.Dispose();
    }

    /// <summary>Locks the folder until this process ends, however it ends: two servers on one folder would destroy the data.</summary>
    private static FileStream TakePossession(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(file))
        {
            throw new ConfigurationException($"The data folder '{folder}' is in use by another EmbeddedRedis. Stop it, or choose another folder.");
        }
    }

    private static GarnetServerOptions Options(Arguments arguments, ILoggerFactory logs)
    {
        var options = new GarnetServerOptions(logs.CreateLogger("Garnet"))
        {
            EndPoints = [arguments.Listen],
            AuthSettings = arguments.Password is { } password ? new PasswordAuthentication(password) : null,
            EnableLua = true,
            LuaOptions = new LuaOptions(),
            LuaTransactionMode = true, // scripts are atomic in Redis
            QuietMode = true,
            // Pages are allocated when they are first used; small ones keep an idle server small.
            PageSize = "4m",
            IndexMemorySize = "16m",
            ExpiredKeyDeletionScanFrequencySecs = 60, // Redis drops an expired key unread, so its memory comes back
            ExpiredObjectCollectionFrequencySecs = 60,
            SlowLogThreshold = 10_000,
        };
        if (arguments.DataFolder is { } folder)
            KeepData(options, folder);
        return options;
    }

    /// <summary>An acknowledged write is on its way to the disk: it survives the end of this process, however it comes.</summary>
    private static void KeepData(GarnetServerOptions options, string folder)
    {
        options.CheckpointDir = folder;
        options.Recover = true;
        options.FailOnRecoveryError = true; // rather no server than one that silently lost its data
        options.EnableAOF = true;
        options.WaitForCommit = true;
        options.AofMemorySize = "32m";
        options.AofPageSize = "8m";
        options.AofSegmentSize = "64m";
        options.AofSizeLimit = "64m"; // then a checkpoint is taken and the log starts anew
        options.DeviceType = DeviceType.RandomAccess; // the default needs native libraries that many machines lack
    }
}
