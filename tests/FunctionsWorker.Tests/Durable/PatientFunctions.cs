using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Integration.Local.FunctionsWorker.Tests.Durable;

/// <summary>Activities that wait until they are let go.</summary>
public sealed class PatientFunctions(PatientFunctions.Room room)
{
    /// <summary>Counts who is inside, and lets all out at once.</summary>
    public sealed class Room
    {
        private readonly Channel<int> _entries = Channel.CreateUnbounded<int>();
        private int _inside;

        /// <summary>Completed when the first has gone.</summary>
        public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task WaitInsideAsync(CancellationToken cancellation)
        {
            _entries.Writer.TryWrite(Interlocked.Increment(ref _inside));
            try
            {
                await Open.Task.WaitAsync(cancellation);
            }
            finally
            {
                Interlocked.Decrement(ref _inside);
                Left.TrySetResult();
            }
        }

        /// <returns>The most who were inside at once, of the next so many who enter.</returns>
        public async Task<int> EnteredAsync(int count, CancellationToken cancellation)
        {
            var most = 0;
            for (var i = 0; i < count; i++)
            {
                var inside = await _entries.Reader.ReadAsync(cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(20), cancellation);
                most = Math.Max(most, inside);
            }

            return most;
        }
    }

    [Function(nameof(Crowd))]
    public static async Task<int> Crowd([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var visits = Enumerable.Range(0, context.GetInput<int>()).Select(visitor => context.CallActivityAsync<int>(nameof(Visit), visitor));
        return (await Task.WhenAll(visits)).Length;
    }

    [Function("Hold")]
    public async Task<IResult> Hold([HttpTrigger("get")] HttpRequest request)
    {
        await room.WaitInsideAsync(CancellationToken.None);
        return Results.Text(request.Method);
    }

    [Function(nameof(Visit))]
    public async Task<int> Visit([ActivityTrigger] int visitor, FunctionContext context)
    {
        await room.WaitInsideAsync(context.CancellationToken);
        return visitor;
    }
}
