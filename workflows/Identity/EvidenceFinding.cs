namespace Integration.Workflows.Identity;

/// <summary>What evidence comes to.</summary>
/// <param name="Level">The highest level whose mandatory rules are met, and those of all levels below; 0 without any evidence.</param>
/// <param name="Rules">Every rule that was asked, from level 1 to 4.</param>
internal sealed record EvidenceFinding(int Level, IReadOnlyList<RuleFinding> Rules)
{
    /// <summary>The mandatory rules that stand between the evidence and a level.</summary>
    public IEnumerable<RuleFinding> Missing(int level) =>
        Rules.Where(finding => finding is { IsMet: false, Rule.IsMandatory: true } && finding.Rule.Level <= level);
}
