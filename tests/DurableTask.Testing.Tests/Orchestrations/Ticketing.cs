using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Testing.Tests.Orchestrations;

internal sealed class Ticketing(Ticket ticket) : TaskActivity<object?, int>
{
    public override Task<int> RunAsync(TaskActivityContext context, object? input) => Task.FromResult(ticket.Number);
}
