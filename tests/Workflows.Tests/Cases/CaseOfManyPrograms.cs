using System.Text.Json;
using Integration.Local.DurableTask.Testing;
using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;
using Integration.Workflows.Plans;
using Integration.Workflows.Steps;
using Integration.Workflows.Tests.Catalogue;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Workflows.Tests.Cases;

/// <summary>One case whose service asks many programs, on the real durable store; whoever uses it answers for the programs.</summary>
internal sealed class CaseOfManyPrograms(int programs, CancellationToken cancellation)
{
    private readonly Network _network = new(catalogue: ManyPrograms.Load(programs));

    public InMemoryCaseStore Store => (InMemoryCaseStore)_network.Store;

    /// <summary>Called with each question to a program, which its message names as the participant.</summary>
    public Action<ExchangeMessage> Asked
    {
        set => _network.Exchange.Deliver = message =>
        {
            if (message.Type == MessageTypes.StepRequested)
            {
                value(message);
            }

            return Task.CompletedTask;
        };
    }

    public Task<DurableTaskTestHost> StartAsync()
    {
        // The host's clock is the system's: with another one in the network its deadlines would lie in the past.
        _network.Time.AdjustTime(TimeProvider.System.GetUtcNow());
        return DurableTaskTestHost.StartAsync(
            tasks =>
            {
                tasks.AddOrchestrator<CaseOrchestrator>();
                tasks.AddActivityFunc<CaseAttempt, AttemptPlan>(
                    CaseActivities.OpenAttempt, (_, input) => _network.Attempts.OpenAsync(input, CancellationToken.None));
                tasks.AddActivityFunc<StageRequest, IReadOnlyList<TaskTurn>>(
                    CaseActivities.TakeTurns, (_, input) => _network.Turns.TakeAsync(input, CancellationToken.None));
                tasks.AddActivityFunc<AttemptEnd>(
                    CaseActivities.CloseAttempt, (_, input) => _network.Attempts.CloseAsync(input, CancellationToken.None));
            },
            cancellation: cancellation);
    }

    public async Task<(string Id, Task<OrchestrationMetadata> End)> SubmitAsync(DurableTaskTestHost host)
    {
        var id = await _network.AcceptAsync(ManyPrograms.Application, service: ManyPrograms.Service);
        var attempt = new CaseAttempt(id, 1);
        await host.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(CaseOrchestrator), attempt, new StartOrchestrationOptions(attempt.InstanceId), cancellation);
        return (id, host.Client.WaitForInstanceCompletionAsync(attempt.InstanceId, cancellation)
            .WaitAsync(TimeSpan.FromSeconds(60), cancellation));
    }

    /// <summary>Answers as the program that was asked.</summary>
    public async Task AnswerAsync(DurableTaskTestHost host, ExchangeMessage question)
    {
        var body = JsonSerializer.Deserialize<StepRequestBody>(question.Body, CaseJson.Options)!;
        var answer = _network.Hosted.Answer(_network.Catalogue, question.Participant!, body);
        var outcome = await _network.AnswerAsync(body.StepKey, question.Participant!, answer);
        if (outcome is not AnswerOutcome.Stored { End: { } end } stored)
        {
            throw new InvalidOperationException($"The answer of '{question.Participant}' was not taken: {outcome}");
        }

        await host.Client.RaiseEventAsync(stored.Attempt.InstanceId, body.StepKey, end, cancellation);
    }

    /// <summary>How many programs have decided.</summary>
    public async Task<int> DeterminationsAsync(string id) => (await _network.ViewAsync(id)).Determinations.Count;
}
