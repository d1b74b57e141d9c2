namespace Integration.Workflows.Cases;

/// <summary>One orchestration run for a case.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Attempt">1 for the first.</param>
public sealed record CaseAttempt(string CaseId, int Attempt)
{
    /// <summary>The orchestration's instance id.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string InstanceId => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{CaseId}:{Attempt}");
}
