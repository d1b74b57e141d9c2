namespace Integration.Workflows.Catalogue;

/// <summary>What a fact is, and so by which lookup a rule may ask for it.</summary>
public enum FactType
{
    /// <summary>An amount in the program's currency.</summary>
    Money,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A calendar date.</summary>
    Date,

    /// <summary>One calendar date for each item of a list.</summary>
    Dates,

    /// <summary>The length of a list.</summary>
    Count,
}
