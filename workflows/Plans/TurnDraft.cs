using System.Text.Json;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Plans;

/// <summary>What a turn adds to a case, as long as it is being decided. Used by one decision at a time.</summary>
internal sealed class TurnDraft
{
    private readonly CasePlan _start;
    private readonly DateTimeOffset _now;
    private readonly List<StepRequest> _requests = [];
    private readonly List<StepResult> _results = [];
    private readonly List<AuditEntry> _entries = [];

    public TurnDraft(CasePlan start, DateTimeOffset now) => (_start, Plan, _now) = (start, start, now);

    /// <summary>The case as it will be.</summary>
    public CasePlan Plan { get; private set; }

    /// <summary>What is to be written, or null when nothing is.</summary>
    public CaseChange? Change => _entries.Count == 0
        ? null
        : CaseChange.Of(_start.Record.Head, _start.Record.Revision, [.. _entries]) with { Requests = _requests, Results = _results };

    /// <summary>Makes a task's moves until somebody has to be waited for.</summary>
    public void Advance(TaskName name)
    {
        while (Make(name, Plan.Next(name, _now)))
        {
            Plan = _start.After(_start.Record.Head, _requests, _results);
        }
    }

    private bool Make(TaskName name, NextMove move)
    {
        switch (move)
        {
            case NextMove.Ask { Of: Addressee.Participant } ask:
                AskParticipant(name, ask);
                return true;
            case NextMove.Ask ask:
                AskPeople(name, ask);
                return true;
            case NextMove.Expire expire:
                Expire(expire.Key);
                return true;
            case NextMove.Skip when !IsOnRecord(AuditKinds.TaskSkipped, name.ToString()):
                _entries.Add(new(_now, AuditKinds.TaskSkipped, Plan.Responsible, name.ToString()));
                return false;
            default:
                return false;
        }
    }

    private void AskParticipant(TaskName name, NextMove.Ask ask)
    {
        var task = Plan.Service.TaskOf(name);
        var attempt = new ExchangeAttempt(Plan.Responsible, ask.Participant, name, ask.Purpose, task.Categories);
        var decision = Plan.Gate.Decide(Plan.Service, attempt, Plan.Facts, Plan.Record.Consents, _now);
        var request = Next(name, ask) with { Topic = task.Topic, Refusal = (decision as ExchangeDecision.Refused)?.Reason };
        _requests.Add(request);
        _entries.Add(ExchangeEntries.Of(attempt, request, decision, _start.FingerprintOf));
    }

    private void AskPeople(TaskName name, NextMove.Ask ask)
    {
        var request = Next(name, ask) with { AskedOf = ask.Of };
        _requests.Add(request);
        var details = JsonSerializer.Serialize(new { of = ask.Of, question = ask.Purpose }, CaseJson.Options);
        _entries.Add(new(_now, AuditKinds.QuestionAsked, Plan.Responsible, request.Key.ToString(), details));
    }

    private void Expire(StepKey key)
    {
        _results.Add(new(key, StepStatus.Expired, _start.Record.Results.Count + _results.Count + 1, StepStatus.Expired, _now, []));
        _entries.Add(new(_now, AuditKinds.StepExpired, Plan.Responsible, key.ToString()));
    }

    private StepRequest Next(TaskName name, NextMove.Ask ask) =>
        new(
            name.Number(_start.Record.Head.Id, (Plan.HistoryOf(name).Last?.Request.Key.Number ?? 0) + 1),
            ask.Participant, "", ask.Purpose, _now, null)
        {
            AskedOf = ask.Of,
            Sender = Plan.Responsible,
            ResultsKnown = _start.Record.Results.Count + _results.Count,
            AuditKnown = _start.Record.Head.Tip.Sequence,
        };

    private bool IsOnRecord(string kind, string subject) =>
        _start.Record.Audit.Any(record => record.Kind == kind && record.Subject == subject);
}
