namespace Integration.Workflows.Audit;

/// <summary>What an audit record tells of.</summary>
public static class AuditKinds
{
    public const string CaseReceived = "case-received";
    public const string AttemptOpened = "attempt-opened";
    public const string ExchangeForwarded = "exchange-forwarded";
    public const string ExchangeRefused = "exchange-refused";
    public const string AnswerStored = "answer-stored";
    public const string AnswerRefused = "answer-refused";
    public const string QuestionAsked = "question-asked";
    public const string QuestionAnswered = "question-answered";
    public const string StepExpired = "step-expired";
    public const string TaskSkipped = "task-skipped";
    public const string CaseHandedOver = "case-handed-over";
    public const string ConsentRecorded = "consent-recorded";
    public const string ConsentExpired = "consent-expired";
    public const string CaseWithdrawn = "case-withdrawn";
    public const string AttemptClosed = "attempt-closed";
}
