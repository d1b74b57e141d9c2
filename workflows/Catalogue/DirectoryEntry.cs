namespace Integration.Workflows.Catalogue;

/// <summary>Who holds which evidence about whom, for which period and which purposes.</summary>
/// <param name="Evidence">The type of evidence: the subject of an evidence task.</param>
/// <param name="Holder">The participant that holds it.</param>
/// <param name="Purposes">What it may be asked for.</param>
/// <param name="From">First day of the period.</param>
/// <param name="Until">Last day; open when null.</param>
/// <param name="Persons">Whom it is about, <c>{scheme}:{number}</c>; everybody when null.</param>
public sealed record DirectoryEntry(
    string Evidence, string Holder, IReadOnlyList<string> Purposes, DateOnly From, DateOnly? Until, IReadOnlyList<string>? Persons = null)
{
    /// <summary>Whether the holder may be asked.</summary>
    public bool Answers(string? person, string purpose, DateOnly day) =>
        day >= From && (Until is null || day <= Until) && Purposes.Contains(purpose)
        && (Persons is null || (person is not null && Persons.Contains(person)));
}
