using Integration.Workflows.Steps;

namespace Integration.Workflows.Plans;

/// <summary>One request of a task, with where it stands.</summary>
/// <param name="Request">Who was asked, and when.</param>
/// <param name="Status">Its status.</param>
/// <param name="Answer">The last answer; null while there is none.</param>
public sealed record TaskEntry(StepRequest Request, string Status, StepAnswer? Answer)
{
    /// <summary>Whether an answer is awaited.</summary>
    public bool IsOpen => !StepTransitions.IsTerminal(Request.Key.Step, Status);

    /// <summary>Whether it asked a participant's system.</summary>
    public bool IsOfParticipant => Request.AskedOf == Addressee.Participant;
}
