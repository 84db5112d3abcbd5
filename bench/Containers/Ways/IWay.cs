namespace Bench.Containers.Ways;

/// <summary>A way to start the servers and the Api.</summary>
internal interface IWay
{
    string Name { get; }

    /// <summary>Starts everything, waits until it is healthy, and removes it.</summary>
    Task<Start> MeasureAsync();
}
