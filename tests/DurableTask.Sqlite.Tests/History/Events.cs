using CsCheck;
using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Tracing;

namespace Integration.Local.DurableTask.Sqlite.Tests.History;

/// <summary>Any official event of each type, with all its properties.</summary>
internal static class Events
{
    private static readonly Gen<string> Text = Gen.OneOf(Gen.Const((string)null!), Gen.String, Gen.String[Gen.Char, 0, 12]);

    private static readonly Gen<string> RequiredText = Gen.OneOf(Gen.String, Gen.String[Gen.Char, 0, 12]);

    private static readonly Gen<DateTime> Time = Gen.Select(
        Gen.DateTime, Gen.OneOf(Gen.Const(DateTimeKind.Utc), Gen.Const(DateTimeKind.Unspecified)), DateTime.SpecifyKind);

    private static readonly Gen<IDictionary<string, string>?> Map = Gen.OneOf(
        Gen.Const((IDictionary<string, string>?)null),
        Gen.Dictionary(Gen.String, Gen.String)[0, 3].Select(map => (IDictionary<string, string>?)map));

    private static readonly Gen<object?> Property = Gen.OneOf(
        Gen.Const((object?)null), Gen.Int.Select(value => (object?)value), Gen.Bool.Select(value => (object?)value),
        Gen.String[Gen.Char.AlphaNumeric, 0, 5].Select(value => (object?)value), Gen.Double[-1e6, 1e6].Select(value => (object?)value));

    private static readonly Gen<FailureDetails?> Failure = Gen.Recursive<FailureDetails?>((depth, inner) => Gen.Select(
        Gen.Bool, RequiredText, RequiredText, Text, Gen.Bool, Gen.Dictionary(Gen.String, Property)[0, 3],
        depth < 3 ? inner : None<FailureDetails>())
        .Select((isThere, type, message, trace, isFinal, properties, cause) => isThere
            ? new FailureDetails(type, message, trace, cause, isFinal, properties.Count == 0 ? null : properties)
            : null));

    private static readonly Gen<DistributedTraceContext?> Trace = Gen.Select(
        Gen.Bool, RequiredText, Text, Text, Text, Gen.DateTimeOffset.Nullable()).Select((isThere, parent, state, id, span, start) => isThere
            ? new DistributedTraceContext(parent, state) { Id = id, SpanId = span, ActivityStartTime = start }
            : null);

    private static readonly Gen<OrchestrationInstance?> Instance = Gen.Select(Gen.Bool, Text, Text)
        .Select((isThere, id, execution) => isThere ? new OrchestrationInstance { InstanceId = id, ExecutionId = execution } : null);

    private static readonly Gen<ParentInstance?> Parent = Gen.Select(Gen.Bool, Text, Text, Gen.Int, Instance)
        .Select((isThere, name, version, task, instance) => isThere
            ? new ParentInstance { Name = name, Version = version, TaskScheduleId = task, OrchestrationInstance = instance }
            : null);

    private static readonly Gen<OrchestrationStatus> Status = Gen.Enum<OrchestrationStatus>();

    /// <summary>An event of each type, by the type's name.</summary>
    public static IReadOnlyDictionary<string, Gen<HistoryEvent>> ByType { get; } = new Gen<HistoryEvent>[]
    {
        Of(Gen.Select(Gen.Int, Text, Status, Failure).Select((id, text, status, failure) =>
            new ExecutionCompletedEvent(id, text, status, failure))),
        Of(Gen.Select(Gen.Int, Text).Select((id, text) => new ContinueAsNewEvent(id, text))),
        Of(Gen.Select(Gen.Int, Text).Select((id, text) => new ExecutionTerminatedEvent(id, text))),
        Of(Gen.Select(Gen.Int, Text).Select((id, text) => new ExecutionSuspendedEvent(id, text))),
        Of(Gen.Select(Gen.Int, Text).Select((id, text) => new ExecutionResumedEvent(id, text))),
        Of(Gen.Select(Gen.Int, Text, Text, Text, Trace).Select((id, text, parent, instance, trace) =>
            new ExecutionRewoundEvent(id, text) { ParentExecutionId = parent, InstanceId = instance, ParentTraceContext = trace })),
        Of(Started()),
        Of(Gen.Select(Gen.Int, Text, Text, Text, Trace, Map).Select((id, name, version, input, trace, tags) =>
            new TaskScheduledEvent(id, name, version, input) { ParentTraceContext = trace, Tags = tags })),
        Of(Gen.Select(Gen.Int, Gen.Int, Text).Select((id, task, text) => new TaskCompletedEvent(id, task, text))),
        Of(Gen.Select(Gen.Int, Gen.Int, Text, Text, Failure).Select((id, task, reason, details, failure) =>
            new TaskFailedEvent(id, task, reason, details, failure))),
        Of(Gen.Select(Gen.Int, Text, Text, Text, Text, Text, Map).Select((id, name, version, instance, input, span, tags) =>
            new SubOrchestrationInstanceCreatedEvent(id)
            {
                Name = name, Version = version, InstanceId = instance, Input = input, ClientSpanId = span, Tags = tags,
            })),
        Of(Gen.Select(Gen.Int, Gen.Int, Text).Select((id, task, text) => new SubOrchestrationInstanceCompletedEvent(id, task, text))),
        Of(Gen.Select(Gen.Int, Gen.Int, Text, Text, Failure).Select((id, task, reason, details, failure) =>
            new SubOrchestrationInstanceFailedEvent(id, task, reason, details, failure))),
        Of(Gen.Select(Gen.Int, Time).Select((id, time) => new TimerCreatedEvent(id, time))),
        Of(Gen.Select(Gen.Int, Gen.Int, Time).Select((id, timer, time) => new TimerFiredEvent(id, time) { TimerId = timer })),
        Of(Gen.Int.Select(id => new OrchestratorStartedEvent(id))),
        Of(Gen.Int.Select(id => new OrchestratorCompletedEvent(id))),
        Of(Gen.Select(Gen.Int, Text, Text, Text).Select((id, instance, name, input) =>
            new EventSentEvent(id) { InstanceId = instance, Name = name, Input = input })),
        Of(Gen.Select(Gen.Int, Text, Text, Trace).Select((id, name, input, trace) =>
            new EventRaisedEvent(id, input) { Name = name, ParentTraceContext = trace })),
        Of(Gen.Select(Gen.Int, Text).Select((id, text) => new GenericEvent(id, text))),
        Of(Gen.Select(Gen.Int, Text, Text, Status, Instance).Select((id, name, input, status, instance) => new HistoryStateEvent(
            id, new OrchestrationState { Name = name, Input = input, OrchestrationStatus = status, OrchestrationInstance = instance }))),
    }.ToDictionary(gen => gen.Single().GetType().Name);

    private static Gen<ExecutionStartedEvent> Started() => Gen.Select(
        Gen.Select(Gen.Int, Text, Text, Text, Text, Map), Gen.Select(Instance, Parent, Trace, Time.Nullable(), Gen.Int.Nullable(), Gen.Bool))
        .Select((own, more) => new ExecutionStartedEvent(own.Item1, own.Item2)
        {
            Name = own.Item3,
            Version = own.Item4,
            Correlation = own.Item5,
            Tags = own.Item6,
            OrchestrationInstance = more.Item1,
            ParentInstance = more.Item2,
            ParentTraceContext = more.Item3,
            ScheduledStartTime = more.Item4,
            Generation = more.Item5,
            GenerateNewTrace = more.Item6,
        });

    private static Gen<HistoryEvent> Of<T>(Gen<T> events)
        where T : HistoryEvent =>
        Gen.Select(events, Gen.Bool, Time).Select((item, played, time) =>
        {
            (item.IsPlayed, item.Timestamp) = (played, time);
            return (HistoryEvent)item;
        });

    private static Gen<T?> None<T>()
        where T : class => Gen.Const((T?)null);
}
