using System.Text.Json;
using Integration.Workflows.Plans;

namespace Integration.Workflows.Applications;

/// <summary>
/// Evidence comes from whoever holds it: what an applicant puts in its place would reach the rules as if a holder had said it.
/// </summary>
internal static class EvidenceChecks
{
    /// <summary>One error when the application brings evidence.</summary>
    public static IEnumerable<FieldError> Find(JsonElement application) =>
        Catalogue.JsonPointer.Find(application, CaseFacts.EvidenceRoot) is null
            ? []
            : [new(CaseFacts.EvidenceRoot, "not-for-applicants", "Evidence is fetched from whoever holds it: leave it out.")];
}
