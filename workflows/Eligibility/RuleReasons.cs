namespace Integration.Workflows.Eligibility;

/// <summary>Codes of the reasons that a rule gives.</summary>
/// <param name="Met">When it is met; null for none.</param>
/// <param name="Unmet">When it is not.</param>
internal sealed record RuleReasons(string? Met, string Unmet)
{
    /// <summary>The codes by the property that names them.</summary>
    public IReadOnlyDictionary<string, string> Codes { get; } = Met is null
        ? new Dictionary<string, string> { ["unmet"] = Unmet }
        : new Dictionary<string, string> { ["met"] = Met, ["unmet"] = Unmet };
}
