using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Testing.Tests.Orchestrations;

internal sealed class Greeting : TaskOrchestrator<string, string>
{
    public override Task<string> RunAsync(TaskOrchestrationContext context, string input) =>
        context.CallActivityAsync<string>("Greet", input);
}
