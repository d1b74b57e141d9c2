using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Identity;

/// <summary>
/// Finds a person in a register. Family name, given names and date of birth have to be the same, names after
/// <see cref="NameText.Normalise"/>; an identifier that is given has to be the same as well, and a record without one is then not
/// meant. There is no similarity and no guess: what is nearly the same is not the same. Pure.
/// </summary>
internal static class PersonMatcher
{
    /// <summary>Nobody, one person, or how many.</summary>
    public static PersonMatch Match(PersonRegister register, PersonDetails details)
    {
        var wanted = Key(details.FamilyName, details.GivenNames, details.BirthDate);
        if (wanted is not { Family.Length: > 0, Given.Length: > 0 })
        {
            return new PersonMatch.None();
        }

        var identifier = details.Identifier is { } given ? NameText.Normalise(given) : null;
        var found = register.Records
            .Where(record => record.BirthDate == details.BirthDate && Key(record.FamilyName, record.GivenNames, record.BirthDate) == wanted)
            .Where(record => identifier is null || NameText.Normalise(record.Identifier ?? "") == identifier)
            .DistinctBy(record => record.Id, StringComparer.Ordinal)
            .ToList();
        return found switch
        {
            [] => new PersonMatch.None(),
            [var one] => new PersonMatch.One(one),
            _ => new PersonMatch.Several(found.Count),
        };
    }

    private static (string Family, string Given, DateOnly Birth) Key(string family, string given, DateOnly birth) =>
        (NameText.Normalise(family), NameText.Normalise(given), birth);
}
