using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Engine;

/// <summary>Failures that the engine itself reports. Trying again would not help, so they are never retried.</summary>
internal static class EngineFailures
{
    private const string ActivityTaskNotFound = "ActivityTaskNotFound";
    private const string OrchestratorTaskNotFound = "OrchestratorTaskNotFound";
    private const string SubOrchestrationTerminated = "SubOrchestrationTerminated";
    private const string InstanceAlreadyExists = "InstanceAlreadyExists";
    private static readonly string Poison = typeof(PoisonTaskException).FullName!;

    public static TaskFailureDetails ActivityNotFound(string name) =>
        Of(ActivityTaskNotFound, $"No activity task named '{name}' was found.");

    public static TaskFailureDetails OrchestratorNotFound(string name) =>
        Of(OrchestratorTaskNotFound, $"No orchestrator task named '{name}' was found.");

    public static TaskFailureDetails Terminated(string instanceId) =>
        Of(SubOrchestrationTerminated, $"The sub-orchestration '{instanceId}' was terminated.");

    public static TaskFailureDetails AlreadyExists(string instanceId) =>
        Of(InstanceAlreadyExists, $"An orchestration with the id '{instanceId}' exists and is not finished.");

    public static TaskFailureDetails NonDeterministic(string message) =>
        Of(typeof(NonDeterministicOrchestrationException).FullName!, message);

    public static TaskFailureDetails ActivitySetAside(string name, int crashes) => SetAside(
        $"The activity '{name}' was set aside: the process went down {crashes} times in sequence over it. "
        + "Its orchestration goes on with this failure; once the activity is mended, rewind an orchestration that failed over it.");

    public static TaskFailureDetails OrchestratorSetAside(int crashes) => SetAside(
        $"The orchestration was set aside: the process went down {crashes} times in sequence over its code. "
        + "Once that is mended, rewind or restart the instance.");

    public static bool IsRetriable(TaskFailureDetails failure) =>
        failure.ErrorType is not (ActivityTaskNotFound or OrchestratorTaskNotFound) && failure.ErrorType != Poison;

    private static TaskFailureDetails SetAside(string message) => Of(Poison, message);

    private static TaskFailureDetails Of(string type, string message) => new(type, message, null, null, null);
}
