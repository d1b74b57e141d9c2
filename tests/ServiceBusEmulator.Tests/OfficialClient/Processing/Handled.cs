using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Processing;

/// <summary>What a processor handed to its handlers.</summary>
internal sealed class Handled
{
    /// <summary>How many handlers have begun.</summary>
    public int Started => Running.Count;

    /// <summary>The messages whose handlers have begun, and may have ended.</summary>
    public ConcurrentQueue<ServiceBusReceivedMessage> Running { get; } = [];

    /// <summary>The messages whose handlers have ended, well or not.</summary>
    public ConcurrentQueue<ServiceBusReceivedMessage> Messages { get; } = [];

    public ConcurrentQueue<ProcessErrorEventArgs> Errors { get; } = [];

    /// <summary>Gives a processor its handlers.</summary>
    public static Handled By(ServiceBusProcessor processor, Func<ProcessMessageEventArgs, Task> handler)
    {
        var handled = new Handled();
        processor.ProcessMessageAsync += args => handled.NoteAsync(args.Message, () => handler(args));
        processor.ProcessErrorAsync += handled.NoteAsync;
        return handled;
    }

    /// <summary>Gives a processor of sessions its handlers.</summary>
    public static Handled By(ServiceBusSessionProcessor processor, Func<ProcessSessionMessageEventArgs, Task> handler)
    {
        var handled = new Handled();
        processor.ProcessMessageAsync += args => handled.NoteAsync(args.Message, () => handler(args));
        processor.ProcessErrorAsync += handled.NoteAsync;
        return handled;
    }

    private async Task NoteAsync(ServiceBusReceivedMessage message, Func<Task> handler)
    {
        Running.Enqueue(message);
        try
        {
            await handler();
        }
        finally
        {
            Messages.Enqueue(message);
        }
    }

    private Task NoteAsync(ProcessErrorEventArgs error)
    {
        Errors.Enqueue(error);
        return Task.CompletedTask;
    }
}
