using DurableTask.Core;

namespace Integration.Local.DurableTask.Sqlite.Scheduling;

/// <summary>Failures that the store itself gives to orchestrations. None of them is mended by a retry.</summary>
internal static class StoreFailures
{
    public static FailureDetails ActivitySetAside(string? activity, int crashes) => Of<PoisonTaskException>(
        $"The activity '{activity}' was set aside: the process went down {crashes} times in sequence over it. "
        + "Its orchestration goes on with this failure; once the activity is mended, rewind an orchestration that failed over it.");

    public static FailureDetails OrchestrationSetAside(int crashes) => Of<PoisonTaskException>(
        $"The orchestration was set aside: the process went down {crashes} times in sequence over its code. "
        + "Once that is mended, rewind or restart the instance.");

    public static FailureDetails Unreadable(Exception reason) => new(
        typeof(DurableStoreException).FullName!,
        $"The orchestration can't go on: what the store has of it can't be read. {reason.Message}",
        reason.StackTrace,
        innerFailure: null,
        isNonRetriable: true);

    private static FailureDetails Of<T>(string message) =>
        new(typeof(T).FullName!, message, stackTrace: null, innerFailure: null, isNonRetriable: true);
}
