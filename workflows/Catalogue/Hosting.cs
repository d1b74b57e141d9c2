namespace Integration.Workflows.Catalogue;

/// <summary>Where a participant's own system runs.</summary>
public enum Hosting
{
    /// <summary>In this deployment: it takes its messages from the <c>hosted</c> subscription.</summary>
    Hosted,

    /// <summary>Elsewhere: it takes its messages from a subscription of its own, named after the participant.</summary>
    Remote,
}
