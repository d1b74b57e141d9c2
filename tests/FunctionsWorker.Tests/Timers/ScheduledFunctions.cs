using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsWorker.Tests.Timers;

/// <summary>Timers that keep a diary; their schedule is the setting of that name.</summary>
internal static class ScheduledFunctions
{
    public sealed class Plain(Diary diary)
    {
        [Function("Plain")]
        public void Run([TimerTrigger("%Schedule%")] TimerInfo timer) => diary.Write(Describe(timer));
    }

    public sealed class Eager(Diary diary)
    {
        [Function("Eager")]
        public void Run([TimerTrigger("%Schedule%", RunOnStartup = true)] TimerInfo timer) => diary.Write(Describe(timer));
    }

    public sealed class Careless(Diary diary)
    {
        [Function("Careless")]
        public void Run([TimerTrigger("%Schedule%", UseMonitor = false)] TimerInfo timer) => diary.Write(Describe(timer));
    }

    public sealed class Stubborn(Diary diary)
    {
        [Function("Stubborn")]
        [ExponentialBackoffRetry(2, "00:00:05", "00:00:08")]
        public void Run([TimerTrigger("%Schedule%")] TimerInfo timer, FunctionContext context)
        {
            diary.Write($"{Describe(timer)} {context.RetryContext.RetryCount}/{context.RetryContext.MaxRetryCount}");
            throw new InvalidOperationException("no luck");
        }
    }

    public sealed class Slow(Diary diary)
    {
        [Function("Slow")]
        public async Task RunAsync([TimerTrigger("%Schedule%")] TimerInfo timer, CancellationToken cancellation)
        {
            diary.Write(Describe(timer));
            await diary.Finish.Task.WaitAsync(cancellation);
            diary.Write("finished");
        }
    }

    private static string Describe(TimerInfo timer) =>
        $"{(timer.IsPastDue ? "late" : "due")} {timer.ScheduleStatus?.Next.ToString("HH:mm:ss") ?? "unmonitored"}";
}
