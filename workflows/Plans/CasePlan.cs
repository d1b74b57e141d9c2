using System.Text;
using System.Text.Json;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Eligibility;
using Integration.Workflows.Exchange;
using Integration.Workflows.Protection;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Plans;

/// <summary>A case, opened, beside the plan that it follows: what is known, and what comes next. Pure.</summary>
public sealed class CasePlan
{
    private readonly JsonElement _application;
    private readonly CaseCipher _cipher;
    private readonly List<TaskEntry> _entries;

    internal CasePlan(ServiceCatalogue catalogue, CaseRecord record, JsonElement application, CaseCipher cipher)
        : this(catalogue, record, application, cipher, EntriesOf(record, new SealedAnswers(cipher)))
    {
    }

    private CasePlan(
        ServiceCatalogue catalogue, CaseRecord record, JsonElement application, CaseCipher cipher, List<TaskEntry> entries)
    {
        Catalogue = catalogue;
        Record = record;
        Gate = new ExchangeGate(catalogue);
        Service = catalogue.FindService(record.Head.Service)
            ?? throw new InvalidOperationException($"The catalogue {catalogue.Version} has no service '{record.Head.Service}'.");
        (_application, _cipher, _entries) = (application, cipher, entries);
    }

    /// <summary>The catalogue that the case started with.</summary>
    public ServiceCatalogue Catalogue { get; }

    /// <summary>The gate of that catalogue.</summary>
    public ExchangeGate Gate { get; }

    /// <summary>Seals and opens the answers of this case.</summary>
    internal SealedAnswers Answers => new(_cipher);

    /// <summary>The case as stored.</summary>
    public CaseRecord Record { get; }

    /// <summary>The integrated service.</summary>
    public IntegratedService Service { get; }

    /// <summary>The organization that is responsible for the case now: the sender of what is asked.</summary>
    public string Responsible => Record.Head.Responsible ?? Service.Intake;

    /// <summary>The application, with all that came to be known since.</summary>
    public JsonElement Facts => FactsKnownAt(int.MaxValue);

    /// <summary>What was known when a number of results was there.</summary>
    public JsonElement FactsKnownAt(int results)
    {
        var order = new Dictionary<StepKey, long>();
        foreach (var result in Record.Results.Where(result => result.Order <= results))
        {
            order[result.Key] = result.Order;
        }

        var known = _entries.Where(entry => order.ContainsKey(entry.Request.Key)).OrderBy(entry => order[entry.Request.Key]);
        return CaseFacts.Of(_application, [.. known]);
    }

    /// <summary>Everything that was asked for a task.</summary>
    public TaskHistory HistoryOf(TaskName name) =>
        new([.. _entries.Where(entry => TaskName.Of(entry.Request.Key) == name).OrderBy(entry => entry.Request.Key.Number)]);

    /// <summary>What people are asked and have not answered.</summary>
    public IEnumerable<TaskEntry> OpenQuestions => _entries.Where(entry => !entry.IsOfParticipant && entry.IsOpen);

    /// <summary>A request with where it stands, or null.</summary>
    public TaskEntry? Find(StepKey key) => _entries.Find(entry => entry.Request.Key == key);

    /// <summary>The programs' latest answers.</summary>
    public IReadOnlyDictionary<string, Determination> Determinations => _entries
        .Where(entry => entry is { Status: StepStatus.Completed, Answer.Determination: not null })
        .GroupBy(entry => entry.Request.Key.Subject!)
        .ToDictionary(group => group.Key, group => group.MaxBy(entry => entry.Request.Key.Number)!.Answer!.Determination!);

    /// <summary>Tells contents of the case apart without telling what is in them.</summary>
    public string FingerprintOf(string content) => _cipher.Fingerprint(Encoding.UTF8.GetBytes(content));

    /// <summary>The case after a change. What was opened of it is not opened again.</summary>
    /// <param name="head">Its head from now on.</param>
    /// <param name="requests">What is asked anew.</param>
    /// <param name="results">How steps have ended since.</param>
    internal CasePlan After(CaseHead head, IReadOnlyCollection<StepRequest> requests, IReadOnlyCollection<StepResult> results)
    {
        var record = Record with { Head = head, Requests = [.. Record.Requests, .. requests], Results = [.. Record.Results, .. results] };
        var ended = results.Select(result => result.Key).ToHashSet();
        var known = _entries.Select(entry => ended.Contains(entry.Request.Key) ? EntryOf(record, entry.Request, Answers) : entry);
        return new(Catalogue, record, _application, _cipher, [.. known, .. requests.Select(request => EntryOf(record, request, Answers))]);
    }

    /// <summary>What a task comes to next; over, in its own way, once the case is withdrawn.</summary>
    public NextMove Next(TaskName name, DateTimeOffset now) => Record.Head.Status == CaseStatus.Withdrawn
        ? new NextMove.Over(CaseOutcomes.Withdrawn)
        : PlanMoves.Next(new TaskSituation(Catalogue, Service, name, Service.TaskOf(name), HistoryOf(name), Facts, Determinations, now));

    /// <summary>How a step ended, or null while an answer is awaited.</summary>
    public StepEnd? EndOf(StepKey key, DateTimeOffset now)
    {
        if (Find(key) is not { IsOpen: false } entry)
        {
            return Record.Head.Status == CaseStatus.Withdrawn
                ? new(key.ToString(), StepStatus.Cancelled, true, CaseOutcomes.Withdrawn)
                : null;
        }

        return Next(TaskName.Of(key), now) is NextMove.Over over
            ? new(key.ToString(), entry.Status, true, over.CaseOutcome)
            : new(key.ToString(), entry.Status, false, null);
    }

    private static List<TaskEntry> EntriesOf(CaseRecord record, SealedAnswers answers) =>
        [.. record.Requests.Select(request => EntryOf(record, request, answers))];

    private static TaskEntry EntryOf(CaseRecord record, StepRequest request, SealedAnswers answers) => new(
        request, record.StatusOf(request.Key)!, record.ResultsOf(request.Key).LastOrDefault() is { } result ? answers.Read(result) : null);
}
