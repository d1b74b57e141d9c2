namespace Integration.Local.FunctionsHost.ServiceBus.Settling;

/// <summary>The lock of one message, by way of whatever received it. Each method fails as the official client does.</summary>
internal interface IMessageLock
{
    Task CompleteAsync();

    Task AbandonAsync(Dictionary<string, object>? properties);

    Task DeadLetterAsync(Dictionary<string, object>? properties, string? reason, string? description);

    Task DeferAsync(Dictionary<string, object>? properties);

    /// <summary>Begins the time of the lock anew.</summary>
    Task RenewAsync();
}
