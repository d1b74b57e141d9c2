namespace Integration.Workflows.Plans;

/// <summary>Everything that was asked for a task, oldest first.</summary>
public sealed record TaskHistory(IReadOnlyList<TaskEntry> Entries)
{
    /// <summary>The latest request, or null before the first.</summary>
    public TaskEntry? Last => Entries.Count == 0 ? null : Entries[^1];

    /// <summary>The latest request to a participant, or null.</summary>
    public TaskEntry? LastOfParticipant => Entries.LastOrDefault(entry => entry.IsOfParticipant);

    /// <summary>Whether people were asked something already.</summary>
    public bool Asked(string question) => Entries.Any(entry => !entry.IsOfParticipant && entry.Request.Purpose == question);

    /// <summary>Whether a participant was asked already.</summary>
    public bool AskedParticipant(string id) => Entries.Any(entry => entry.IsOfParticipant && entry.Request.Participant == id);
}
