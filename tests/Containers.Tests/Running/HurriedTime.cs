namespace Containers.Tests.Running;

/// <summary>A clock that does not wait for half a minute, which is how long a healthy resource is left in peace.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime == Long ? Short : dueTime, period);
}
