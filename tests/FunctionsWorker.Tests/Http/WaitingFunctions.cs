using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsWorker.Tests.Http;

public sealed class WaitingFunctions(WaitingFunctions.Room room)
{
    /// <summary>Tells a test how far an invocation is, and lets it finish.</summary>
    public sealed class Room
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Finish { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [Function("Wait")]
    public async Task<IResult> WaitAsync([HttpTrigger("get")] HttpRequest request, CancellationToken cancellationToken)
    {
        room.Entered.SetResult();
        try
        {
            await room.Finish.Task.WaitAsync(cancellationToken);
            return Results.Text("finished");
        }
        catch (OperationCanceledException)
        {
            room.Cancelled.SetResult();
            throw;
        }
    }
}
