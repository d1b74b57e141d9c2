namespace Integration.Local.ServiceBusEmulator.Storage;

/// <summary>What a commit does to one message.</summary>
internal abstract record MessageChange
{
    private MessageChange()
    {
    }

    /// <summary>It is new.</summary>
    public sealed record Insert(MessageRecord Record) : MessageChange;

    /// <summary>It has other values; its body only if the record carries one.</summary>
    public sealed record Update(MessageRecord Record) : MessageChange;

    /// <summary>It is gone.</summary>
    public sealed record Delete(long Id) : MessageChange;

    /// <summary>Two changes of the same message in one commit come to one; null: to nothing.</summary>
    public static MessageChange? Merge(MessageChange? earlier, MessageChange later) => (earlier, later) switch
    {
        (null, _) => later,
        (Insert, Delete) => null,
        (Insert first, Update second) => new Insert(second.Record with { Body = second.Record.Body ?? first.Record.Body }),
        (Update first, Update second) => new Update(second.Record with { Body = second.Record.Body ?? first.Record.Body }),
        (Update, Delete) => later,
        _ => throw new InvalidOperationException($"{later.GetType().Name} cannot follow {earlier!.GetType().Name} in one commit"),
    };
}
