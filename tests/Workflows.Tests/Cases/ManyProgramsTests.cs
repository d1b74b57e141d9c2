using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
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

public sealed class ManyProgramsTests(ITestOutputHelper output)
{
    private const int Programs = 20;
    private readonly Network _network = new(catalogue: ManyPrograms.Load(Programs));

    [Fact]
    public async Task Twenty_programs_are_all_asked_before_any_of_them_has_answered()
    {
        var asked = new ConcurrentQueue<ExchangeMessage>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _network.Exchange.Deliver = message =>
        {
            if (message.Type == MessageTypes.StepRequested)
            {
                asked.Enqueue(message);
                if (asked.Count == Programs)
                {
                    all.SetResult();
                }
            }

            return Task.CompletedTask;
        };
        await using var host = await StartAsync();
        var (id, end) = await SubmitAsync(host);

        // Nobody answers before everybody is asked: a plan that waited for one before it asks the next would stop here.
        await all.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        foreach (var message in asked.Reverse())
        {
            await AnswerAsync(host, message);
        }

        (await end).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        (await _network.ViewAsync(id)).Determinations.Count.ShouldBe(Programs);
        ((InMemoryCaseStore)_network.Store).Transactions.ShouldBe(Programs + 4);
    }

    [Fact(Explicit = true)]
    public async Task Twenty_slow_programs_take_less_than_twice_as_long_as_the_slowest()
    {
        var slowest = TimeSpan.FromSeconds(4);
        var answering = new ConcurrentQueue<Task>();
        await using var host = await StartAsync();
        _network.Exchange.Deliver = message =>
        {
            if (message.Type == MessageTypes.StepRequested)
            {
                answering.Enqueue(AnswerLaterAsync(host, message, slowest * NumberOf(message) / Programs));
            }

            return Task.CompletedTask;
        };
        var watch = Stopwatch.StartNew();
        var (id, end) = await SubmitAsync(host);
        await end;
        watch.Stop();
        await Task.WhenAll(answering);

        var sum = Enumerable.Range(1, Programs).Sum(number => slowest.TotalSeconds * number / Programs);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Programs} programs: {watch.Elapsed.TotalSeconds:F2} s; the slowest {slowest.TotalSeconds:F2} s, one after the other {sum:F2} s."));
        (await _network.ViewAsync(id)).Determinations.Count.ShouldBe(Programs);
        watch.Elapsed.ShouldBeLessThan(2 * slowest);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static int NumberOf(ExchangeMessage message) => int.Parse(message.Participant!.Split('-')[1], CultureInfo.InvariantCulture);

    private async Task<(string Id, Task<OrchestrationMetadata> End)> SubmitAsync(DurableTaskTestHost host)
    {
        var id = await _network.AcceptAsync(ManyPrograms.Application, service: ManyPrograms.Service);
        var attempt = new CaseAttempt(id, 1);
        await host.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(CaseOrchestrator), attempt, new StartOrchestrationOptions(attempt.InstanceId), Cancel);
        return (id, host.Client.WaitForInstanceCompletionAsync(attempt.InstanceId, Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel));
    }

    private async Task AnswerLaterAsync(DurableTaskTestHost host, ExchangeMessage message, TimeSpan delay)
    {
        await Task.Delay(delay, TimeProvider.System, Cancel);
        await AnswerAsync(host, message);
    }

    private async Task AnswerAsync(DurableTaskTestHost host, ExchangeMessage message)
    {
        var body = JsonSerializer.Deserialize<StepRequestBody>(message.Body, CaseJson.Options)!;
        var answer = _network.Hosted.Answer(_network.Catalogue, message.Participant!, body);
        var stored = (await _network.AnswerAsync(body.StepKey, message.Participant!, answer)).ShouldBeOfType<AnswerOutcome.Stored>();
        await host.Client.RaiseEventAsync(stored.Attempt.InstanceId, body.StepKey, stored.End.ShouldNotBeNull(), Cancel);
    }

    private Task<DurableTaskTestHost> StartAsync()
    {
        // The engine's clock is the system's: with another one in the network its deadlines would lie in the past.
        _network.Time.AdjustTime(TimeProvider.System.GetUtcNow());
        return DurableTaskTestHost.StartAsync(
            tasks =>
            {
                tasks.AddOrchestrator<CaseOrchestrator>();
                tasks.AddActivityFunc<CaseAttempt, AttemptPlan>(CaseActivities.OpenAttempt, (_, input) => _network.Attempts.OpenAsync(input, CancellationToken.None));
                tasks.AddActivityFunc<StageRequest, IReadOnlyList<TaskTurn>>(CaseActivities.TakeTurns, (_, input) => _network.Turns.TakeAsync(input, CancellationToken.None));
                tasks.AddActivityFunc<AttemptEnd>(CaseActivities.CloseAttempt, (_, input) => _network.Attempts.CloseAsync(input, CancellationToken.None));
            },
            cancellation: Cancel);
    }
}
