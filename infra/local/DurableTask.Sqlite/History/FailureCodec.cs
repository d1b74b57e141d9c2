using DurableTask.Core;
using Newtonsoft.Json;

namespace Integration.Local.DurableTask.Sqlite.History;

/// <summary>
/// Failure details as bytes, outermost first; a count of zero means none. Their properties may be of any type, and are kept as the
/// framework's own serializer keeps them.
/// </summary>
internal static class FailureCodec
{
    public static void Write(EventWriter to, FailureDetails? failure)
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
            to.Flag(at.IsNonRetriable);
            to.Text(at.Properties is null ? null : JsonConvert.SerializeObject(at.Properties));
        }
    }

    public static FailureDetails? Read(ref EventReader from)
    {
        var levels = new Stack<FailureDetails>();
        for (var left = from.Number(); left > 0; left--)
        {
            levels.Push(new FailureDetails(from.Text()!, from.Text()!, from.Text(), null, from.Flag(), Properties(from.Text())));
        }

        FailureDetails? failure = null;
        while (levels.TryPop(out var level))
        {
            failure = new FailureDetails(
                level.ErrorType, level.ErrorMessage, level.StackTrace, failure, level.IsNonRetriable, level.Properties);
        }

        return failure;
    }

    private static Dictionary<string, object?>? Properties(string? json) =>
        json is null ? null : JsonConvert.DeserializeObject<Dictionary<string, object?>>(json);
}
