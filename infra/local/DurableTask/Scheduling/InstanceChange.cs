using Integration.Local.DurableTask.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>An instance has another state, durably.</summary>
/// <param name="Row">The instance.</param>
/// <param name="State">What it is from now on.</param>
/// <param name="At">When that became of it.</param>
internal sealed record InstanceChange(InstanceRow Row, InstanceUpdate State, DateTime At)
{
    /// <summary>What a client is told of it, just as if the store had been asked.</summary>
    /// <param name="converter">Null: without inputs, outputs and custom status.</param>
    public OrchestrationMetadata Describe(DataConverter? converter) => new(Row.Name, Row.Id)
    {
        RuntimeStatus = State.Status,
        CreatedAt = new DateTimeOffset(Row.CreatedAt, TimeSpan.Zero),
        LastUpdatedAt = new DateTimeOffset(At, TimeSpan.Zero),
        Tags = InstanceQueries.ReadTags(Row.Tags),
        DataConverter = converter,
        SerializedCustomStatus = converter is null ? null : State.CustomStatus,
        FailureDetails = converter is null ? null : State.Failure,
        SerializedOutput = converter is null ? null : State.Output,
        SerializedInput = converter is null ? null : Row.Input,
    };
}
