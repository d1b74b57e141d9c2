using System.Diagnostics;
using Azure.Messaging.ServiceBus;

namespace Integration.Load.Broker;

/// <summary>Messages of 1 KiB, sent 32 at a time, then received and completed by a processor of 32 calls.</summary>
internal static class Throughput
{
    public const int Messages = 10_000;
    private const int InFlight = 32;

    public static async Task MeasureAsync(BrokerProcess broker, int round, double floor)
    {
        await using var client = new ServiceBusClient(broker.ConnectionString);
        var before = broker.ProcessorTime;
        var sent = await TimeAsync(() => SendAsync(client));
        var received = await TimeAsync(() => ReceiveAsync(client));
        var cost = (broker.ProcessorTime - before).TotalMicroseconds / Messages;
        var both = Messages / (sent + received).TotalSeconds;
        Console.WriteLine(
            $"round {round}: sent {Messages / sent.TotalSeconds:N0}/s, received and completed {Messages / received.TotalSeconds:N0}/s, "
            + $"both {both:N0}/s = {both / floor:P0} of SQLite alone ({floor:N0}/s); broker {cost:N0} us a message, {broker.Memory} MB");
    }

    private static async Task SendAsync(ServiceBusClient client)
    {
        await using var sender = client.CreateSender("load");
        var body = new byte[1024];
        await Parallel.ForAsync(
            0, Messages, new ParallelOptions { MaxDegreeOfParallelism = InFlight },
            async (_, ct) => await sender.SendMessageAsync(new ServiceBusMessage(body), ct));
    }

    private static async Task ReceiveAsync(ServiceBusClient client)
    {
        var (left, done) = (Messages, new TaskCompletionSource());
        await using var processor = client.CreateProcessor(
            "load", new ServiceBusProcessorOptions { MaxConcurrentCalls = InFlight, PrefetchCount = 100, AutoCompleteMessages = false });
        processor.ProcessErrorAsync += error =>
        {
            done.TrySetException(error.Exception);
            return Task.CompletedTask;
        };
        processor.ProcessMessageAsync += async args =>
        {
            await args.CompleteMessageAsync(args.Message);
            if (Interlocked.Decrement(ref left) == 0)
            {
                done.TrySetResult();
            }
        };
        await processor.StartProcessingAsync();
        await done.Task.WaitAsync(TimeSpan.FromMinutes(2));
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> run)
    {
        var begin = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(begin);
    }
}
