using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Death;

/// <summary>The broker's process is killed amid load: what it acknowledged holds.</summary>
public sealed class KillTests
{
    private const int Kills = 3;
    private const int AcknowledgedBetweenKills = 200;
    private const int Senders = 4;
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, bool> _sent = [];
    private readonly ConcurrentDictionary<string, bool> _completed = [];
    private readonly ConcurrentQueue<string> _completedTwice = [];

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_comes_again_and_no_id_is_taken_twice()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(_limit);
        using var directory = new TemporaryDirectory();
        var broker = await BrokerProcess.StartAsync(directory.Path, limit.Token);
        try
        {
            await using var line = new LoopbackProxy(broker.Port);
            await using var client = NewClient(line.Port);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
            var sending = Enumerable.Range(0, Senders).Select(sender => SendAsync(client, sender, stop.Token)).ToList();
            var receiving = ReceiveAsync(client, () => stop.IsCancellationRequested, limit.Token);

            for (var kill = 1; kill <= Kills; kill++)
            {
                await Eventually.IsTrueAsync(() => _sent.Count >= kill * AcknowledgedBetweenKills, limit.Token);
                line.Target = 0;
                await broker.KillAsync(limit.Token);
                await broker.DisposeAsync();
                broker = await BrokerProcess.StartAsync(directory.Path, limit.Token);
                line.Target = broker.Port;
            }

            await stop.CancelAsync();
            await Task.WhenAll(sending);
            await receiving;
        }
        finally
        {
            await broker.DisposeAsync();
        }

        _sent.Keys.Except(_completed.Keys).ShouldBeEmpty();
        _completedTwice.ShouldBeEmpty();
    }

    /// <summary>Sends each id again until it is acknowledged, and once more after that: the queue detects duplicates.</summary>
    private async Task SendAsync(ServiceBusClient client, int sender, CancellationToken stop)
    {
        await using var link = client.CreateSender("unique");
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var id = $"{sender}-{number}";
            await AcknowledgedAsync(() => link.SendMessageAsync(new ServiceBusMessage(id) { MessageId = id }, CancellationToken.None));
            _sent[id] = true;
            await AcknowledgedAsync(() => link.SendMessageAsync(new ServiceBusMessage(id) { MessageId = id }, CancellationToken.None));
        }
    }

    private async Task ReceiveAsync(ServiceBusClient client, Func<bool> sendingEnds, CancellationToken ct)
    {
        await using var receiver = client.CreateReceiver("unique", new ServiceBusReceiverOptions { PrefetchCount = 20 });
        var unanswered = new ConcurrentDictionary<string, bool>();
        while (!sendingEnds() || _sent.Keys.Any(id => !_completed.ContainsKey(id)))
        {
            await Task.WhenAll((await ReceivedAsync(receiver, ct)).Select(message => CompleteAsync(receiver, message, unanswered, ct)));
            await CountLostAnswersAsync(receiver, unanswered, sendingEnds, ct);
        }
    }

    private async Task CompleteAsync(
        ServiceBusReceiver receiver, ServiceBusReceivedMessage message, ConcurrentDictionary<string, bool> unanswered, CancellationToken ct)
    {
        try
        {
            await receiver.CompleteMessageAsync(message, ct);
        }
        catch (ServiceBusException)
        {
            // Its lock ended with the broker, or the answer was lost: either is right, and it may come again.
            unanswered[message.MessageId] = true;
            return;
        }

        if (!_completed.TryAdd(message.MessageId, true))
        {
            _completedTwice.Enqueue(message.MessageId);
        }
    }

    /// <summary>Once sending has ended: what was completed without an answer, and is in the queue no more, was completed.</summary>
    private async Task CountLostAnswersAsync(
        ServiceBusReceiver receiver, ConcurrentDictionary<string, bool> unanswered, Func<bool> sendingEnds, CancellationToken ct)
    {
        if (!sendingEnds() || unanswered.IsEmpty)
        {
            return;
        }

        var left = await receiver.PeekMessagesAsync(1000, fromSequenceNumber: 1, ct);
        foreach (var id in unanswered.Keys.Except(left.Select(message => message.MessageId)))
        {
            _completed.TryAdd(id, true);
        }
    }

    private static async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceivedAsync(ServiceBusReceiver receiver, CancellationToken ct)
    {
        try
        {
            return await receiver.ReceiveMessagesAsync(50, TimeSpan.FromMilliseconds(200), ct);
        }
        catch (ServiceBusException exception) when (exception.IsTransient)
        {
            return [];
        }
    }

    private static async Task AcknowledgedAsync(Func<Task> send)
    {
        while (true)
        {
            try
            {
                await send();
                return;
            }
            catch (ServiceBusException exception) when (exception.IsTransient)
            {
                continue;
            }
        }
    }

    private static ServiceBusClient NewClient(int port) => new(
        $"Endpoint=sb://127.0.0.1:{port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;"
        + "UseDevelopmentEmulator=true",
        new ServiceBusClientOptions
        {
            RetryOptions = new ServiceBusRetryOptions
            {
                Mode = ServiceBusRetryMode.Fixed,
                Delay = TimeSpan.FromMilliseconds(50),
                MaxRetries = 100,
                TryTimeout = TimeSpan.FromSeconds(5),
            },
        });
}
