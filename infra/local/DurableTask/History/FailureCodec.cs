using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.History;

/// <summary>Failure details as bytes, outermost first; a count of zero means none.</summary>
internal static class FailureCodec
{
    public static void Write(EventWriter to, TaskFailureDetails? failure)
    {
        var depth = 0;
        for (var at = failure; at is not null; at = at.InnerFailure)
        {
            depth++;
        }

        to.Number(depth);
        for (var at = failure; at is not null; at = at.InnerFailure)
        {
            to.Text(at.ErrorType);
            to.Text(at.ErrorMessage);
            to.Text(at.StackTrace);
            to.Text(at.Properties is { Count: > 0 } properties ? FailureProperties.Serialize(properties) : null);
        }
    }

    public static TaskFailureDetails? Read(ref EventReader from)
    {
        var levels = new List<TaskFailureDetails>();
        for (var left = from.Number(); left > 0; left--)
        {
            levels.Add(new TaskFailureDetails(from.RequiredText(), from.RequiredText(), from.Text(), null, Properties(from.Text())));
        }

        TaskFailureDetails? failure = null;
        for (var i = levels.Count - 1; i >= 0; i--)
        {
            failure = levels[i] with { InnerFailure = failure };
        }

        return failure;
    }

    public static TaskFailureDetails ReadRequired(ref EventReader from) =>
        Read(ref from) ?? throw new InvalidDataException("A failure without details.");

    private static Dictionary<string, object?>? Properties(string? json) =>
        json is null ? null : FailureProperties.Deserialize(json);
}
