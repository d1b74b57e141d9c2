namespace Integration.Workflows.Audit.Verification;

/// <summary>What is wrong with what is stored.</summary>
public enum AuditFindingKind
{
    /// <summary>A record is not what it was when it was written.</summary>
    RecordChanged,

    /// <summary>Records that must be there are not.</summary>
    RecordRemoved,

    /// <summary>There is a record where none was written.</summary>
    RecordAdded,

    /// <summary>Records are not in the order in which they were written.</summary>
    RecordsReordered,

    /// <summary>A record fits in its chain, but is not the one that was anchored: everything from there on was written anew.</summary>
    ChainRewritten,

    /// <summary>The case's head is not where the chain ends.</summary>
    HeadDoesNotFit,

    /// <summary>There are records, but no head that says where they end.</summary>
    HeadMissing,

    /// <summary>The case was anchored, and nothing is left of it.</summary>
    CaseMissing,

    /// <summary>An anchor is not what it was when it was written.</summary>
    AnchorChanged,

    /// <summary>Anchors that must be there are not.</summary>
    AnchorMissing,

    /// <summary>An anchor holds in itself, but is not the one that the next anchor, or a witness, knows.</summary>
    AnchorRewritten,

    /// <summary>The leaves of an anchor are not those that it was made of.</summary>
    LeafChanged,
}
