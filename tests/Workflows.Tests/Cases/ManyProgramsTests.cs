using System.Collections.Concurrent;
using Integration.Workflows.Exchange;
using Microsoft.DurableTask.Client;

namespace Integration.Workflows.Tests.Cases;

public sealed class ManyProgramsTests
{
    private const int Programs = 20;
    private readonly CaseOfManyPrograms _case = new(Programs, TestContext.Current.CancellationToken);

    [Fact]
    public async Task Twenty_programs_are_all_asked_before_any_of_them_has_answered()
    {
        var asked = new ConcurrentQueue<ExchangeMessage>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _case.Asked = message =>
        {
            asked.Enqueue(message);
            if (asked.Count == Programs)
            {
                all.SetResult();
            }
        };
        await using var host = await _case.StartAsync();
        var (id, end) = await _case.SubmitAsync(host);

        // Nobody answers before everybody is asked: a plan that waited for one before it asks the next would stop here.
        await all.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        foreach (var message in asked.Reverse())
        {
            await _case.AnswerAsync(host, message);
        }

        (await end).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        (await _case.DeterminationsAsync(id)).ShouldBe(Programs);
        _case.Store.Transactions.ShouldBe(Programs + 4);
    }
}
