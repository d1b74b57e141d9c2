namespace Integration.Workflows.Catalogue;

/// <summary>What a piece of evidence says about a person, in the words of the Pan-Canadian Trust Framework.</summary>
public enum EvidenceKind
{
    /// <summary>From the authority that records that the person exists: birth, immigration, citizenship.</summary>
    Foundational,

    /// <summary>From a later relation to the person: a licence, a card, an account.</summary>
    Contextual,
}
