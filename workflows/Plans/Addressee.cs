namespace Integration.Workflows.Plans;

/// <summary>Who is asked.</summary>
public enum Addressee
{
    /// <summary>The system of an agency or partner, over the bus.</summary>
    Participant,

    /// <summary>The person whom the case is about, through whoever submitted it.</summary>
    Person,

    /// <summary>Somebody at a service centre, who sees the person.</summary>
    ServiceCentre,
}
