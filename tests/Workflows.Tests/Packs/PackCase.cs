using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Integration.Local.DurableTask.Testing;
using Integration.Workflows.Applications;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Exchange;
using Integration.Workflows.Plans;
using Integration.Workflows.Steps;
using Integration.Workflows.Tests.Cases;
using Integration.Workflows.Tests.Histories;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Workflows.Tests.Packs;

/// <summary>
/// A case of a pack from its application to its end: the real orchestration, hosted participants that really answer, remote ones and people
/// by script. Whoever has no script says nothing, and the deadline goes by.
/// </summary>
internal sealed class PackCase
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(400);
    private readonly Dictionary<string, Func<StepRequestBody, IEnumerable<StepAnswer>>> _participants = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskTurn> _turns = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _ended = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _tooLong = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DateTimeOffset _start;
    private Func<QuestionView, QuestionAnswer?> _people = _ => null;
    private readonly Lock _gate = new();
    private Task<bool> _question = Task.FromResult(false);
    private DurableTaskTestHost? _host;

    public PackCase(string day, ServiceCatalogue? catalogue = null)
    {
        Network = new Network(catalogue: catalogue);
        _start = DateTimeOffset.Parse($"{day}T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        Network.Time.AdjustTime(_start);
        Network.Exchange.Deliver = DeliverAsync;
    }

    public Network Network { get; }

    /// <summary>What a participant answers, one after the other; also in place of a hosted one.</summary>
    public PackCase WhenAsked(string participant, Func<StepRequestBody, IEnumerable<StepAnswer>> answers)
    {
        _participants[participant] = answers;
        return this;
    }

    public PackCase WhenAsked(string participant, params IEnumerable<string> statuses) =>
        WhenAsked(participant, _ => statuses.Select(status => new StepAnswer(status)));

    /// <summary>What people answer to a question; null when they say nothing.</summary>
    public PackCase WhenPeopleAreAsked(Func<QuestionView, QuestionAnswer?> answer)
    {
        _people = answer;
        return this;
    }

    /// <summary>Takes an application in, as the service accepts it, and carries the case to its end.</summary>
    public async Task<PackCaseEnd> RunAsync(string service, string application)
    {
        new ApplicationValidator(Network.Catalogue, Network.Time)
            .Check(service, Encoding.UTF8.GetBytes(application)).ShouldBeOfType<ApplicationCheck.Accepted>();
        return await RunAsync(await Network.AcceptAsync(application, service: service));
    }

    /// <summary>Carries a case that is there to its end.</summary>
    public async Task<PackCaseEnd> RunAsync(string caseId)
    {
        var attempt = new CaseAttempt(caseId, 1);
        var clock = new CaseClock(Network.Time, () => WaitsAsync(attempt), NextDeadline);
        await using var host = await DurableTaskTestHost.StartAsync(AddTasks, new DurableTaskTestHostOptions { Time = clock }, Cancel);
        _host = host;
        try
        {
            await RunAsync(host, attempt);
        }
        finally
        {
            await EndClockAsync();
        }

        var intact = (await Network.VerifyAuditAsync(caseId)).Intact;
        return new(
            await Network.ViewAsync(caseId), await Network.ReadAsync(caseId),
            Network.Exchange.Sent, intact, await ReadAsync(host.DatabasePath));
    }

    private async Task RunAsync(DurableTaskTestHost host, CaseAttempt attempt)
    {
        await host.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(CaseOrchestrator), attempt, new StartOrchestrationOptions(attempt.InstanceId), Cancel);
        var ended = host.Client.WaitForInstanceCompletionAsync(attempt.InstanceId, getInputsAndOutputs: true, Cancel)
            .WaitAsync(TimeSpan.FromSeconds(120), Cancel);
        await await Task.WhenAny(ended, _tooLong.Task);
        (await ended).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed, (await ended).FailureDetails?.ErrorMessage);
        HistoryLibrary.Replay(await host.RecordAsync(attempt.InstanceId, Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<string> ReadAsync(string database)
    {
        var files = Directory.EnumerateFiles(Path.GetDirectoryName(database)!, Path.GetFileName(database) + "*")
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal));
        return string.Concat(await Task.WhenAll(
            files.Select(async file => Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Cancel)))));
    }

    private void AddTasks(DurableTaskRegistry tasks)
    {
        tasks.AddOrchestrator<CaseOrchestrator>();
        tasks.AddActivityFunc<CaseAttempt, AttemptPlan>(
            CaseActivities.OpenAttempt, (_, input) => Network.Attempts.OpenAsync(input, CancellationToken.None));
        tasks.AddActivityFunc<StageRequest, IReadOnlyList<TaskTurn>>(CaseActivities.TakeTurns, (_, input) => TakeTurnsAsync(input));
        tasks.AddActivityFunc<AttemptEnd>(
            CaseActivities.CloseAttempt, (_, input) => Network.Attempts.CloseAsync(input, CancellationToken.None));
    }

    private async Task<IReadOnlyList<TaskTurn>> TakeTurnsAsync(StageRequest input)
    {
        var turns = await Network.Turns.TakeAsync(input, CancellationToken.None);
        foreach (var turn in turns)
        {
            _turns[turn.Task] = turn;
        }

        foreach (var question in (await Network.ViewAsync(input.CaseId)).Questions)
        {
            await AskPeopleAsync(input.CaseId, question);
        }

        return turns;
    }

    private async Task AskPeopleAsync(string caseId, QuestionView question)
    {
        if (_people(question) is { } answer)
        {
            var stored = (await Network.Answering.AnswerAsync(
                    caseId, [Addressee.Person, Addressee.ServiceCentre], Network.Agency, answer, Cancel))
                .ShouldBeOfType<QuestionOutcome.Stored>();
            await RaiseAsync(stored.Attempt, stored.End);
        }
    }

    private async Task DeliverAsync(ExchangeMessage message)
    {
        if (message.Type != MessageTypes.StepRequested)
        {
            return;
        }

        var (participant, body) = (message.Participant!, JsonSerializer.Deserialize<StepRequestBody>(message.Body, CaseJson.Options)!);
        var answers = _participants.TryGetValue(participant, out var script) ? script(body)
            : Network.Catalogue.GetParticipant(participant).Hosting == Hosting.Hosted
                ? [Network.Hosted.Answer(Network.Catalogue, participant, body)]
            : [];
        foreach (var answer in answers)
        {
            var stored = (await Network.AnswerAsync(body.StepKey, participant, answer)).ShouldBeOfType<AnswerOutcome.Stored>();
            if (stored.End is { } end)
            {
                await RaiseAsync(stored.Attempt, end);
            }
        }
    }

    private Task RaiseAsync(CaseAttempt attempt, StepEnd end)
    {
        _ended[end.StepKey] = true;
        return _host!.Client.RaiseEventAsync(attempt.InstanceId, end.StepKey, end, Cancel);
    }

    /// <summary>Whether the case waits for nothing but time. Once it has ended, its host is asked no more.</summary>
    private Task<bool> WaitsAsync(CaseAttempt attempt)
    {
        lock (_gate)
        {
            return _host is { } host ? _question = AskAsync(_question, host, attempt.InstanceId) : Task.FromResult(false);
        }
    }

    private static async Task<bool> AskAsync(Task before, DurableTaskTestHost host, string instanceId)
    {
        await before;
        return await host.WaitsForTimeAsync(instanceId, Cancel);
    }

    private async Task EndClockAsync()
    {
        Task last;
        lock (_gate)
        {
            (_host, last) = (null, _question);
        }

        await last;
    }

    private DateTimeOffset? NextDeadline()
    {
        if (Network.Time.GetUtcNow() - _start > Longest)
        {
            _tooLong.TrySetException(new TimeoutException($"The case still waits after {Longest.TotalDays} days of its time."));
        }

        return _turns.Values
            .Where(turn => !turn.IsOver && (turn.StepKey is null || !_ended.ContainsKey(turn.StepKey))).Min(turn => turn.Until);
    }
}
