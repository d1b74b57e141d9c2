using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Testing.Tests.Orchestrations;

/// <summary>Reminds as often as it is told, every 30 days, and says when it was done.</summary>
internal sealed class Reminders : TaskOrchestrator<int, DateTime>
{
    public override async Task<DateTime> RunAsync(TaskOrchestrationContext context, int input)
    {
        for (var number = 1; number <= input; number++)
        {
            context.SetCustomStatus($"waits for reminder {number}");
            await context.CreateTimer(TimeSpan.FromDays(30), CancellationToken.None);
        }

        return context.CurrentUtcDateTime;
    }
}
