namespace Integration.Workflows.Steps;

/// <summary>The steps that a plan is made of.</summary>
public static class StepNames
{
    public const string Identity = "identity";
    public const string Evidence = "evidence";
    public const string Eligibility = "eligibility";
    public const string Referral = "referral";
    public const string Handover = "handover";
}
