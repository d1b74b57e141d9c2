using Integration.Workflows.Catalogue;
using Integration.Workflows.Protection;

namespace Integration.Workflows.Evidence;

/// <summary>
/// Answers for the holders of evidence that are hosted here. Like any recipient they know the person by the pseudonym of their own sector;
/// no number travels. Pure.
/// </summary>
/// <param name="pseudonyms">How sectors know persons.</param>
public sealed class EvidenceHolder(Pseudonyms pseudonyms)
{
    /// <summary>Looks a person's evidence up.</summary>
    /// <param name="catalogue">Where the registers are.</param>
    /// <param name="holder">The participant that is asked.</param>
    /// <param name="evidence">The type of evidence.</param>
    /// <param name="person">The person's pseudonym in the holder's sector.</param>
    /// <param name="asOf">The day that it is needed for.</param>
    public EvidenceAnswer Answer(ServiceCatalogue catalogue, string holder, string evidence, string person, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var sector = catalogue.GetParticipant(holder).Sector;
        var known = catalogue.EvidenceRegisters.Where(register => register.Holder == holder).SelectMany(register => register.Records)
            .Where(record => pseudonyms.Of(sector, record.Person) == person).ToList();
        return known.Count == 0 ? new(EvidenceOutcome.IdentityNotMatched)
            : known.Find(record => record.Evidence == evidence && record.Holds(asOf)) is not { } found ? new(EvidenceOutcome.NotFound)
            : found.AvailableFrom > asOf ? new(EvidenceOutcome.AvailableLater)
            {
                AvailableFrom = new DateTimeOffset(found.AvailableFrom.Value, default, TimeSpan.Zero),
            }
            : new(EvidenceOutcome.Found) { Values = found.Values, Preview = found.Preview };
    }
}
