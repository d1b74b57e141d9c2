namespace Integration.Workflows.Cases;

/// <summary>How a case ended.</summary>
public static class CaseOutcomes
{
    public const string PlanCarriedOut = "plan-carried-out";
    public const string IdentityNotVerified = "identity-not-verified";
    public const string IdentityCheckRefused = "identity-check-refused";
    public const string StepFailed = "step-failed";
    public const string Withdrawn = "withdrawn";
}
