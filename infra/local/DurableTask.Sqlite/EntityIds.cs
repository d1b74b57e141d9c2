using DurableTask.Core;

namespace Integration.Local.DurableTask.Sqlite;

/// <summary>Entities are instances whose ids begin with @. They are not supported.</summary>
internal static class EntityIds
{
    public static bool IsEntity(TaskMessage message) => message.OrchestrationInstance?.InstanceId is { } id && id.StartsWith('@');

    /// <exception cref="NotSupportedException">The message is for an entity.</exception>
    public static void Refuse(TaskMessage message)
    {
        if (IsEntity(message))
        {
            throw new NotSupportedException(
                "The sqlite storage provider has no durable entities, so that "
                + $"'{message.OrchestrationInstance.InstanceId}' can't be called. Use an orchestration, or another storage provider.");
        }
    }
}
