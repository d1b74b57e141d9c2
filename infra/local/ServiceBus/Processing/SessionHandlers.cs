using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBus.Processing;

/// <summary>What a session processor calls.</summary>
internal sealed record SessionHandlers(
    Func<ProcessSessionMessageEventArgs, Task> Message,
    Func<ProcessSessionEventArgs, Task> Initializing,
    Func<ProcessSessionEventArgs, Task> Closing,
    ErrorReporter Errors);
