using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Identity;

/// <summary>Whom a register knows by some details.</summary>
internal abstract record PersonMatch
{
    private PersonMatch()
    {
    }

    /// <summary>Nobody.</summary>
    public sealed record None : PersonMatch;

    /// <summary>Exactly one person: the only match there is.</summary>
    /// <param name="Person">A record of that person.</param>
    public sealed record One(PersonRecord Person) : PersonMatch;

    /// <summary>More than one person, so it is no match.</summary>
    /// <param name="Count">How many, each counted once.</param>
    public sealed record Several(int Count) : PersonMatch;
}
