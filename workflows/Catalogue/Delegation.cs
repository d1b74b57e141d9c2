namespace Integration.Workflows.Catalogue;

/// <summary>That an organization decides a program of another one, by that one's rules.</summary>
/// <param name="Id">Unique in the catalogue.</param>
/// <param name="Program">The program.</param>
/// <param name="Delegate">The organization that decides.</param>
/// <param name="Authority">The legal authority, as cited.</param>
/// <param name="From">First day in force.</param>
/// <param name="Until">Last day in force; open when null.</param>
/// <param name="Source">Where the authority can be read.</param>
public sealed record Delegation(string Id, string Program, string Delegate, string Authority, DateOnly From, DateOnly? Until, Uri Source)
{
    /// <summary>Whether it is in force on a day.</summary>
    public bool InForce(DateOnly day) => day >= From && (Until is null || day <= Until);
}
