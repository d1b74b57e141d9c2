namespace Integration.Workflows.Catalogue;

/// <summary>Who may send which data to whom, what for, by which authority and until when.</summary>
/// <param name="Id">Unique in the catalogue.</param>
/// <param name="Sender">The organization that discloses.</param>
/// <param name="Recipient">The participant that receives.</param>
/// <param name="Purpose">The one purpose that it covers.</param>
/// <param name="Authority">The legal authority to disclose, as cited.</param>
/// <param name="Categories">Data categories of the integrated service; nothing else may be sent.</param>
/// <param name="ConsentRequired">Whether the person's consent to the purpose is needed as well.</param>
/// <param name="From">First day in force.</param>
/// <param name="Until">Last day in force; open when null.</param>
/// <param name="Source">Where the authority can be read.</param>
public sealed record Agreement(
    string Id,
    string Sender,
    string Recipient,
    string Purpose,
    string Authority,
    IReadOnlyList<string> Categories,
    bool ConsentRequired,
    DateOnly From,
    DateOnly? Until,
    Uri Source)
{
    /// <summary>Whether the agreement is in force on a day.</summary>
    public bool InForce(DateOnly day) => day >= From && (Until is null || day <= Until);
}
