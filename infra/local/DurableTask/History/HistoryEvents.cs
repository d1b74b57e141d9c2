using System.Text.Json.Serialization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.History;

/// <summary>
/// Something that happened to an instance. Events are facts: they are appended and never changed. Recorded histories name the kinds,
/// so that those keep their names.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(ExecutionStarted), nameof(ExecutionStarted))]
[JsonDerivedType(typeof(TaskCompleted), nameof(TaskCompleted))]
[JsonDerivedType(typeof(TaskFailed), nameof(TaskFailed))]
[JsonDerivedType(typeof(SubOrchestrationCompleted), nameof(SubOrchestrationCompleted))]
[JsonDerivedType(typeof(SubOrchestrationFailed), nameof(SubOrchestrationFailed))]
[JsonDerivedType(typeof(TimerFired), nameof(TimerFired))]
[JsonDerivedType(typeof(EventRaised), nameof(EventRaised))]
[JsonDerivedType(typeof(ExecutionSuspended), nameof(ExecutionSuspended))]
[JsonDerivedType(typeof(ExecutionResumed), nameof(ExecutionResumed))]
[JsonDerivedType(typeof(ExecutionTerminated), nameof(ExecutionTerminated))]
[JsonDerivedType(typeof(ExecutionRewound), nameof(ExecutionRewound))]
[JsonDerivedType(typeof(TaskScheduled), nameof(TaskScheduled))]
[JsonDerivedType(typeof(SubOrchestrationCreated), nameof(SubOrchestrationCreated))]
[JsonDerivedType(typeof(TimerCreated), nameof(TimerCreated))]
[JsonDerivedType(typeof(EventSent), nameof(EventSent))]
[JsonDerivedType(typeof(ExecutionCompleted), nameof(ExecutionCompleted))]
internal abstract record HistoryEvent;

/// <summary>What comes to an instance from outside and makes its code go on.</summary>
internal abstract record IncomingEvent : HistoryEvent;

/// <summary>What an instance's code asked for.</summary>
internal abstract record OutgoingEvent : HistoryEvent;

internal sealed record ExecutionStarted : IncomingEvent
{
    public static readonly ExecutionStarted Instance = new();
}

internal sealed record TaskCompleted(int TaskId, string? Result) : IncomingEvent;

internal sealed record TaskFailed(int TaskId, TaskFailureDetails Failure) : IncomingEvent;

internal sealed record SubOrchestrationCompleted(int TaskId, string? Result) : IncomingEvent;

internal sealed record SubOrchestrationFailed(int TaskId, TaskFailureDetails Failure) : IncomingEvent;

internal sealed record TimerFired(int TaskId) : IncomingEvent;

internal sealed record EventRaised(string Name, string? Input) : IncomingEvent;

internal sealed record ExecutionSuspended(string? Reason) : IncomingEvent;

internal sealed record ExecutionResumed(string? Reason) : IncomingEvent;

internal sealed record ExecutionTerminated(string? Output, bool Recursive) : IncomingEvent;

/// <summary>The history was taken back to before a failure; what follows runs again.</summary>
internal sealed record ExecutionRewound(string? Reason) : IncomingEvent;

internal sealed record TaskScheduled(
    int TaskId, string Name, string Version, string? Input, IReadOnlyDictionary<string, string>? Tags) : OutgoingEvent;

internal sealed record SubOrchestrationCreated(
    int TaskId, string Name, string Version, string InstanceId, string? Input, IReadOnlyDictionary<string, string>? Tags) : OutgoingEvent;

internal sealed record TimerCreated(int TaskId, DateTime FireAt) : OutgoingEvent;

internal sealed record EventSent(int TaskId, string InstanceId, string Name, string? Input) : OutgoingEvent;

internal sealed record ExecutionCompleted(
    OrchestrationRuntimeStatus Status, string? Output, TaskFailureDetails? Failure) : OutgoingEvent;
