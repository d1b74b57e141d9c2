using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.FunctionsWorker.Tests.ServiceBus;

/// <summary>Functions that write in a diary what they were given.</summary>
internal static class MessageFunctions
{
    public sealed record Order(string Fruit, int Count);

    public sealed class Read(Diary diary)
    {
        [Function("Read")]
        public void Run([ServiceBusTrigger("orders")] ServiceBusReceivedMessage message, FunctionContext context) =>
            diary.Write($"{message.Body} {message.DeliveryCount} {context.BindingContext.BindingData["messageId"]}");
    }

    public sealed class ReadOrder(Diary diary)
    {
        [Function("ReadOrder")]
        public void Run([ServiceBusTrigger("%Queue%", Connection = "Bus")] Order order) => diary.Write($"{order.Count} {order.Fruit}");
    }

    public sealed class ReadNews(Diary diary)
    {
        [Function("ReadNews")]
        public void Run([ServiceBusTrigger("news", "readers")] string news) => diary.Write(news);
    }

    public sealed class Throw(Diary diary)
    {
        [Function("Throw")]
        public void Run([ServiceBusTrigger("fragile")] ServiceBusReceivedMessage message)
        {
            diary.Write($"{message.Body} {message.DeliveryCount}");
            throw new InvalidOperationException("no such order");
        }
    }

    public sealed class ThrowOnce(Diary diary)
    {
        [Function("ThrowOnce")]
        public void Run([ServiceBusTrigger("orders")] ServiceBusReceivedMessage message)
        {
            diary.Write($"{message.DeliveryCount}");
            if (message.DeliveryCount == 1)
            {
                throw new InvalidOperationException("not yet");
            }
        }
    }

    public sealed class Refuse(Diary diary)
    {
        [Function("Refuse")]
        public async Task RunAsync(
            [ServiceBusTrigger("orders")] ServiceBusReceivedMessage message,
            ServiceBusMessageActions actions,
            CancellationToken cancellation)
        {
            await actions.DeadLetterMessageAsync(
                message, new Dictionary<string, object> { ["by"] = "Refuse" }, "sold out", "no more apples", cancellation);
            diary.Write("refused");
        }
    }

    public sealed class RefuseAndThrow(Diary diary)
    {
        [Function("RefuseAndThrow")]
        public async Task RunAsync([ServiceBusTrigger("orders")] ServiceBusReceivedMessage message, ServiceBusMessageActions actions)
        {
            await actions.DeadLetterMessageAsync(message);
            diary.Write("refused");
            throw new InvalidOperationException("after the fact");
        }
    }

    public sealed class Leave(Diary diary)
    {
        [Function("Leave")]
        public async Task RunAsync(
            [ServiceBusTrigger("orders", AutoCompleteMessages = false)] ServiceBusReceivedMessage message, ServiceBusMessageActions actions)
        {
            if (message.Body.ToString() == "take")
            {
                await actions.CompleteMessageAsync(message);
            }

            diary.Write(message.Body.ToString());
        }
    }

    public sealed class Postpone(Diary diary)
    {
        [Function("Postpone")]
        public async Task RunAsync([ServiceBusTrigger("orders")] ServiceBusReceivedMessage message, ServiceBusMessageActions actions)
        {
            await actions.RenewMessageLockAsync(message);
            if (message.DeliveryCount == 1)
            {
                await actions.AbandonMessageAsync(message, new Dictionary<string, object> { ["again"] = true });
            }
            else
            {
                await actions.DeferMessageAsync(message);
            }

            diary.Write($"{message.DeliveryCount} {message.ApplicationProperties.ContainsKey("again")}");
        }
    }

    public sealed class Crowded(Durable.PatientFunctions.Room room)
    {
        [Function("Crowded")]
        public Task RunAsync([ServiceBusTrigger("orders")] string order, CancellationToken cancellation)
        {
            ArgumentException.ThrowIfNullOrEmpty(order);
            return room.WaitInsideAsync(cancellation);
        }
    }

    public sealed class Slow(Diary diary)
    {
        [Function("Slow")]
        public async Task RunAsync([ServiceBusTrigger("orders")] string order, CancellationToken cancellation)
        {
            diary.Write(order);
            await diary.Finish.Task.WaitAsync(cancellation);
            diary.Write("finished");
        }
    }

    public sealed class LookAround(Diary diary, IServer server)
    {
        [Function("LookAround")]
        public void Run([ServiceBusTrigger("orders")] ServiceBusReceivedMessage message) =>
            diary.Write($"{server.Features.Get<IServerAddressesFeature>()!.Addresses.Count} {message.DeliveryCount}");
    }

    public sealed class Visit(Diary diary)
    {
        [Function("Visit")]
        public async Task RunAsync(
            [ServiceBusTrigger("visits", IsSessionsEnabled = true)] ServiceBusReceivedMessage message,
            ServiceBusSessionMessageActions session,
            CancellationToken cancellation)
        {
            var before = await session.GetSessionStateAsync(cancellation);
            var visits = $"{before}{message.Body}";
            await session.SetSessionStateAsync(BinaryData.FromString(visits), cancellation);
            await session.RenewSessionLockAsync(cancellation);
            diary.Write($"{message.SessionId} {visits}");
        }
    }

    public sealed class VisitOnce(Diary diary)
    {
        [Function("VisitOnce")]
        public async Task RunAsync(
            [ServiceBusTrigger("visits", IsSessionsEnabled = true)] ServiceBusReceivedMessage message,
            ServiceBusSessionMessageActions session)
        {
            diary.Write($"{message.SessionId} {session.SessionLockedUntil > DateTimeOffset.UnixEpoch}");
            await session.ReleaseSession();
        }
    }

    public sealed class WaitTogether(Durable.PatientFunctions.Room room)
    {
        [Function("WaitTogether")]
        public Task RunAsync([ServiceBusTrigger("visits", IsSessionsEnabled = true)] string visit, CancellationToken cancellation)
        {
            ArgumentException.ThrowIfNullOrEmpty(visit);
            return room.WaitInsideAsync(cancellation);
        }
    }

    public sealed class Batch(Diary diary)
    {
        [Function("Batch")]
        public async Task RunAsync(
            [ServiceBusTrigger("orders", IsBatched = true)] ServiceBusReceivedMessage[] messages, ServiceBusMessageActions actions)
        {
            foreach (var message in messages)
            {
                if (message.Body.ToString() == "bad")
                {
                    await actions.DeadLetterMessageAsync(message, deadLetterReason: "bad");
                }

                diary.Write($"{message.Body} {message.DeliveryCount}");
            }

            if (messages.Any(message => message.Body.ToString() == "fail" && message.DeliveryCount == 1))
            {
                throw new InvalidOperationException("one of them is wrong");
            }
        }
    }

    public sealed class BatchOfSession(Diary diary)
    {
        [Function("BatchOfSession")]
        public void Run(
            [ServiceBusTrigger("visits", IsBatched = true, IsSessionsEnabled = true)] string[] visits,
            ServiceBusSessionMessageActions session)
        {
            foreach (var visit in visits)
            {
                diary.Write($"{visit} {session.SessionLockedUntil > DateTimeOffset.UnixEpoch}");
            }
        }
    }

    public sealed class Traced(Diary diary)
    {
        [Function("Traced")]
        public void Run([ServiceBusTrigger("orders")] string order, FunctionContext context)
        {
            ArgumentException.ThrowIfNullOrEmpty(order);
            diary.Write(
                $"{Activity.Current?.ParentId} {context.TraceContext.TraceState} "
                + $"{context.TraceContext.TraceParent == Activity.Current?.Id}");
        }
    }

    public sealed class Begin
    {
        [Function("Begin")]
        public static Task RunAsync([ServiceBusTrigger("orders")] string order, [DurableClient] DurableTaskClient client) =>
            client.ScheduleNewOrchestrationInstanceAsync(nameof(Fulfil), order);

        [Function(nameof(Fulfil))]
        public static Task Fulfil([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync(nameof(Deliver.Note), context.GetInput<string>());
    }

    public sealed class Deliver(Diary diary)
    {
        [Function(nameof(Note))]
        public void Note([ActivityTrigger] string order) => diary.Write($"delivered {order}");
    }
}
