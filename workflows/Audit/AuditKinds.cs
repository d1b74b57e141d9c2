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
    public const string CaseWithdrawn = "case-withdrawn";
    public const string AttemptClosed = "attempt-closed";
}
