namespace Integration.Workflows.Identity;

/// <summary>How it was verified that the identity is the person's own (IDVE.03 of the Pan-Canadian Trust Framework).</summary>
internal enum IdentityVerification
{
    /// <summary>The person knows what only that person is expected to know.</summary>
    KnowledgeBased,

    /// <summary>A characteristic of the body was compared: a face with a photograph, a fingerprint.</summary>
    Biological,

    /// <summary>A way of acting was compared: a signature, a gait, a keystroke.</summary>
    Behavioural,

    /// <summary>The person holds what was sent or given to that person alone.</summary>
    PhysicalPossession,

    /// <summary>Somebody who is trusted to do so vouches for the person.</summary>
    TrustedReferee,

    /// <summary>None of these could be had, and the examiner has put the exception on record.</summary>
    DocumentedException,
}
