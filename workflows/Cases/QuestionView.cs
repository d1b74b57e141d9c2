using System.Text.Json;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Plans;

namespace Integration.Workflows.Cases;

/// <summary>What people are asked; answered at <c>POST /api/cases/{id}/answers</c>.</summary>
/// <param name="StepKey">The step.</param>
/// <param name="Of">Whom.</param>
/// <param name="Question">One of <see cref="Questions"/>.</param>
/// <param name="Text">The same in words, in both official languages.</param>
/// <param name="Until">When the time for an answer is over; null for no limit.</param>
public sealed record QuestionView(string StepKey, Addressee Of, string Question, LocalizedText Text, DateTimeOffset? Until)
{
    /// <summary>JSON Pointers into the application of the facts that are asked for.</summary>
    public IReadOnlyList<string>? Facts { get; init; }

    /// <summary>The identity level that a credential has to reach, Pan-Canadian Trust Framework 1–4.</summary>
    public int? RequiredLevel { get; init; }

    /// <summary>The evidence that may be used or not.</summary>
    public JsonElement? Preview { get; init; }

    /// <summary>The providers to choose from, in the order in which they would be asked.</summary>
    public IReadOnlyList<string>? Providers { get; init; }
}
