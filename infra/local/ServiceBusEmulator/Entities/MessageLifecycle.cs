using System.Collections.Frozen;
using static Integration.Local.ServiceBusEmulator.Entities.MessageState;
using static Integration.Local.ServiceBusEmulator.Entities.MessageTrigger;

namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>The life of a message in its queue, as a table. What is not in it cannot happen.</summary>
internal static class MessageLifecycle
{
    public static FrozenDictionary<(MessageState From, MessageTrigger Trigger), MessageState> Table { get; } =
        new Dictionary<(MessageState, MessageTrigger), MessageState>
        {
            [(Scheduled, Due)] = Active,
            [(Scheduled, Cancel)] = Gone,

            [(Active, MessageTrigger.Lock)] = Locked,
            [(Active, Take)] = Gone,
            [(Active, Expire)] = Gone,
            [(Active, DeadLetter)] = DeadLettered,

            [(Locked, Complete)] = Gone,
            [(Locked, Abandon)] = Active,
            [(Locked, Release)] = Active,
            [(Locked, LoseLock)] = Active,
            [(Locked, Defer)] = Deferred,
            [(Locked, DeadLetter)] = DeadLettered,

            [(Deferred, MessageTrigger.Lock)] = DeferredLocked,
            [(Deferred, Take)] = Gone,
            [(Deferred, Expire)] = Gone,
            [(Deferred, DeadLetter)] = DeadLettered,

            [(DeferredLocked, Complete)] = Gone,
            [(DeferredLocked, Abandon)] = Deferred,
            [(DeferredLocked, Release)] = Deferred,
            [(DeferredLocked, LoseLock)] = Deferred,
            [(DeferredLocked, Defer)] = Deferred,
            [(DeferredLocked, DeadLetter)] = DeadLettered,
        }.ToFrozenDictionary();

    public static MessageState Next(MessageState from, MessageTrigger trigger) => Table.TryGetValue((from, trigger), out var to)
        ? to
        : throw new InvalidOperationException($"a message that is {from} cannot {trigger}");
}
