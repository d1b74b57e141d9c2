using Integration.Workflows.Audit;
using Integration.Workflows.Consent;
using Integration.Workflows.Protection;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Cases;

/// <summary>A case as it is stored: all rows of its partition.</summary>
/// <param name="Head">The head.</param>
/// <param name="Revision">The head's ETag.</param>
/// <param name="Key">The key that everything of it is sealed under.</param>
/// <param name="SealedApplication">The application, sealed for the case.</param>
/// <param name="Requests">In the order of their keys.</param>
/// <param name="Results">In the order that they were stored.</param>
/// <param name="Audit">In the order of the chain.</param>
public sealed record CaseRecord(
    CaseHead Head,
    string Revision,
    WrappedKey Key,
    byte[] SealedApplication,
    IReadOnlyList<StepRequest> Requests,
    IReadOnlyList<StepResult> Results,
    IReadOnlyList<AuditRecord> Audit)
{
    /// <summary>The person's decisions about consents, oldest first.</summary>
    public IReadOnlyList<ConsentRecord> Consents { get; init; } = [];

    /// <summary>The request of a step, or null.</summary>
    public StepRequest? FindRequest(StepKey key) => Requests.FirstOrDefault(request => request.Key == key);

    /// <summary>The answers of a step, oldest first.</summary>
    public IEnumerable<StepResult> ResultsOf(StepKey key) => Results.Where(result => result.Key == key);

    /// <summary>Where a step stands, or null when it was not asked for.</summary>
    public string? StatusOf(StepKey key) => ResultsOf(key).LastOrDefault()?.Status ?? FindRequest(key)?.Status;
}
