using DurableTask.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Testing.Clients;

/// <summary>Turns what the framework tells of instances into what the official client tells.</summary>
internal static class StateConversion
{
    /// <param name="state">The instance.</param>
    /// <param name="payloads">Reads inputs and outputs; null leaves them out.</param>
    public static OrchestrationMetadata ToMetadata(this OrchestrationState state, DataConverter? payloads) =>
        new(state.Name, state.OrchestrationInstance.InstanceId)
        {
            DataConverter = payloads,
            RuntimeStatus = state.OrchestrationStatus.ToRuntimeStatus(),
            CreatedAt = ToOffset(state.CreatedTime),
            LastUpdatedAt = ToOffset(state.LastUpdatedTime),
            SerializedInput = payloads is null ? null : state.Input,
            SerializedOutput = payloads is null ? null : state.Output,
            SerializedCustomStatus = payloads is null ? null : state.Status,
            FailureDetails = payloads is null ? null : state.FailureDetails.ToTaskFailureDetails(),
            Tags = state.Tags is { } tags ? new Dictionary<string, string>(tags) : new Dictionary<string, string>(),
        };

    public static OrchestrationRuntimeStatus ToRuntimeStatus(this OrchestrationStatus status) => (OrchestrationRuntimeStatus)(int)status;

    public static OrchestrationStatus ToCore(this OrchestrationRuntimeStatus status) => (OrchestrationStatus)(int)status;

    private static DateTimeOffset ToOffset(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    private static TaskFailureDetails? ToTaskFailureDetails(this FailureDetails? failure) => failure is null
        ? null
        : new TaskFailureDetails(
            failure.ErrorType,
            failure.ErrorMessage,
            failure.StackTrace,
            failure.InnerFailure.ToTaskFailureDetails(),
            failure.Properties);
}
