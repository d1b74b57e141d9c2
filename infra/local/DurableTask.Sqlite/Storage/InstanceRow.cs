using DurableTask.Core;

namespace Integration.Local.DurableTask.Sqlite.Storage;

/// <summary>An instance, as it is when it is created.</summary>
/// <param name="Seq">The number of this start of the id.</param>
/// <param name="Id">The instance id.</param>
/// <param name="ExecutionId">The execution that begins.</param>
/// <param name="Name">The orchestration.</param>
/// <param name="Version">Its version.</param>
/// <param name="CreatedAt">Now, in UTC.</param>
/// <param name="StartAt">When it is to begin; null: at once.</param>
/// <param name="Generation">How often the id was started before.</param>
/// <param name="ParentSeq">The parent, if it is an instance of this store.</param>
/// <param name="Parent">The parent as the child knows it.</param>
/// <param name="Tags">The tags as JSON.</param>
/// <param name="Input">The input.</param>
internal sealed record InstanceRow(
    long Seq,
    string Id,
    string ExecutionId,
    string Name,
    string? Version,
    DateTime CreatedAt,
    DateTime? StartAt,
    int? Generation,
    long? ParentSeq,
    ParentInstance? Parent,
    string? Tags,
    string? Input);
