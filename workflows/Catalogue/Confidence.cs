namespace Integration.Workflows.Catalogue;

/// <summary>How sure a figure of the catalogue is.</summary>
public enum Confidence
{
    /// <summary>Read in the source itself.</summary>
    Published,

    /// <summary>Read where the source is reported.</summary>
    Secondary,

    /// <summary>Derived from other figures; the note says how.</summary>
    Computed,

    /// <summary>Still to be checked against the source.</summary>
    Unverified,
}
