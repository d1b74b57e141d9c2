namespace Integration.Local.DurableTask;

/// <summary>
/// Thrown by an activity that gives up because the host stops. That is no result: nothing is recorded, and the call is made again
/// after the next start.
/// </summary>
public sealed class ActivityInterruptedException : Exception
{
    /// <param name="activity">The activity's name.</param>
    /// <param name="innerException">What the activity ended with.</param>
    public ActivityInterruptedException(string activity, Exception? innerException = null)
        : base($"Activity '{activity}' was interrupted: the host stops. It runs again after the next start.", innerException)
    {
    }
}
