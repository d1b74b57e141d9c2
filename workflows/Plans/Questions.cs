namespace Integration.Workflows.Plans;

/// <summary>What people are asked: stands as the purpose of a request that goes to nobody's system.</summary>
public static class Questions
{
    /// <summary>For a credential of the level that is needed.</summary>
    public const string StepUp = "step-up";

    /// <summary>For details that fit one person only.</summary>
    public const string Correction = "correction";

    /// <summary>For a check in person, or by a trusted referee.</summary>
    public const string InPersonCheck = "in-person-check";

    /// <summary>For facts that nobody holds.</summary>
    public const string Information = "information";

    /// <summary>Whether evidence that was found may be used.</summary>
    public const string Preview = "preview";

    /// <summary>Which of several providers it shall be.</summary>
    public const string ProviderChoice = "provider-choice";
}
