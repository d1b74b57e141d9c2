namespace Integration.Workflows.Cases;

/// <summary>A case that is to begin.</summary>
/// <param name="Id">Its id; the same for what is the same.</param>
/// <param name="Agency">Whose it is: who may follow it.</param>
/// <param name="Service">The integrated service.</param>
/// <param name="Actor">Who brought it, for the audit record.</param>
/// <param name="Details">How it came, as JSON, for the audit record; no personal data.</param>
public sealed record NewCase(string Id, string Agency, string Service, string Actor, string Details = "{}");
