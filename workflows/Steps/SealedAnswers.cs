using System.Text.Json;
using Integration.Workflows.Cases;
using Integration.Workflows.Protection;

namespace Integration.Workflows.Steps;

/// <summary>Answers of one case as they are stored: sealed for their place. Pure.</summary>
/// <param name="cipher">The case's.</param>
public sealed class SealedAnswers(CaseCipher cipher)
{
    /// <summary>A stored answer; null when the status says all.</summary>
    public StepAnswer? Read(StepResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.SealedAnswer.Length == 0 ? null
            : JsonSerializer.Deserialize<StepAnswer>(cipher.Open(result.RowKey, result.SealedAnswer), CaseJson.Options)
                ?? throw new InvalidOperationException($"The answer of {result.Key} is empty.");
    }

    /// <summary>An answer as it is to be stored.</summary>
    public StepResult Write(StepKey key, string answerId, long order, StepAnswer answer, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(answer);
        var content = JsonSerializer.SerializeToUtf8Bytes(answer, CaseJson.Options);
        return new(key, answerId, order, answer.Status, at, cipher.Seal(StepResult.RowKeyOf(key, answerId), content));
    }
}
