using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Integration.Workflows.Steps;

/// <summary>
/// Names a step of a case for all time: <c>{caseId}/{step}[/{program or referral}]/{n}</c>. The request's MessageId, the event that
/// tells of the answer, and the place of the result.
/// </summary>
/// <param name="CaseId">The case.</param>
/// <param name="Step">What is done.</param>
/// <param name="Subject">The program or referral; null when the step has none.</param>
/// <param name="Number">1 for the first time.</param>
public sealed record StepKey(string CaseId, string Step, string? Subject, int Number)
{
    /// <summary>Reads a key.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out StepKey? key)
    {
        key = null;
        var parts = text?.Split('/') ?? [];
        if (parts.Length is not (3 or 4)
            || !Cases.CaseId.IsWellFormed(parts[0])
            || !IsName(parts[1])
            || (parts.Length == 4 && !IsName(parts[2]))
            || !int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number < 1)
        {
            return false;
        }

        var parsed = new StepKey(parts[0], parts[1], parts.Length == 4 ? parts[2] : null, number);
        key = parsed.ToString() == text ? parsed : null;
        return key is not null;
    }

    /// <summary>The key without the case, as it stands in a row key of the case's partition.</summary>
    public string RowName => ToString()[(CaseId.Length + 1)..].Replace('/', '|');

    /// <inheritdoc/>
    public override string ToString() => Subject is null
        ? string.Create(CultureInfo.InvariantCulture, $"{CaseId}/{Step}/{Number}")
        : string.Create(CultureInfo.InvariantCulture, $"{CaseId}/{Step}/{Subject}/{Number}");

    /// <summary>Whether a text can be a part of a key.</summary>
    internal static bool IsName(string text) =>
        text.Length is > 0 and <= 64 && text.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
