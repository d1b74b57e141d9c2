using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Functions.Tests.Exchange;

/// <summary>Remembers how messages were settled.</summary>
internal sealed class RecordedActions : ServiceBusMessageActions
{
    /// <summary><c>completed</c>, or the reason of the dead-letter queue.</summary>
    public ConcurrentQueue<string> Settled { get; } = [];

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        Settled.Enqueue("completed");
        return Task.CompletedTask;
    }

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = null,
        string? deadLetterReason = null,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default)
    {
        deadLetterErrorDescription.ShouldNotBeNullOrEmpty();
        Settled.Enqueue($"dead-lettered: {deadLetterReason}");
        return Task.CompletedTask;
    }
}
