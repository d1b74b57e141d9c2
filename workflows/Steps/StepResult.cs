namespace Integration.Workflows.Steps;

/// <summary>An answer that was stored. Written once.</summary>
/// <param name="Key">The step.</param>
/// <param name="AnswerId">Tells the step's answers apart.</param>
/// <param name="Order">Place among all results of the case.</param>
/// <param name="Status">The step's status from then on.</param>
/// <param name="At">When it was stored.</param>
/// <param name="SealedAnswer">The answer, sealed for the case; empty when the status says all.</param>
public sealed record StepResult(StepKey Key, string AnswerId, long Order, string Status, DateTimeOffset At, byte[] SealedAnswer)
{
    /// <summary>Row key in the case's partition, and the place that the answer is sealed for.</summary>
    public string RowKey => RowKeyOf(Key, AnswerId);

    /// <summary>The row key of an answer to a step.</summary>
    public static string RowKeyOf(StepKey key, string answerId) => $"result|{key.RowName}|{answerId}";
}
