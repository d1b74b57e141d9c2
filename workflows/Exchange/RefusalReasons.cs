namespace Integration.Workflows.Exchange;

/// <summary>Why the gate does not let a message pass.</summary>
public static class RefusalReasons
{
    /// <summary>Nobody has agreed to this exchange.</summary>
    public const string NoAgreement = "no-agreement";

    /// <summary>There is an agreement, but not for this day.</summary>
    public const string AgreementNotInForce = "agreement-not-in-force";

    /// <summary>The agreement does not cover a category that is to be sent.</summary>
    public const string CategoryNotCovered = "category-not-covered";

    /// <summary>No service is started by such an event.</summary>
    public const string UnknownEvent = "unknown-event";

    /// <summary>The event lacks what an event must have, or its data make no valid application.</summary>
    public const string Malformed = "malformed";

    /// <summary>The same event came before with other data.</summary>
    public const string EventIdReused = "event-id-reused";

    /// <summary>The recipient is to decide a program that is another agency's, which has not delegated it.</summary>
    public const string NoDelegation = "no-delegation";

    /// <summary>There is a delegation, but not for this day.</summary>
    public const string DelegationNotInForce = "delegation-not-in-force";

    /// <summary>The person was not asked for the consent that the agreement needs.</summary>
    public const string ConsentMissing = "consent-missing";

    /// <summary>The person said no.</summary>
    public const string ConsentDeclined = "consent-declined";

    /// <summary>The person said yes, for a time that is over.</summary>
    public const string ConsentExpired = "consent-expired";

    /// <summary>The answer does not come from the participant that was asked.</summary>
    public const string NotTheParticipantAsked = "not-the-participant-asked";

    /// <summary>The answer's status may not follow the one that the step has.</summary>
    public const string TransitionNotAllowed = "transition-not-allowed";

    /// <summary>The answer does not have what an answer to this step must have.</summary>
    public const string AnswerIncomplete = "answer-incomplete";
}
