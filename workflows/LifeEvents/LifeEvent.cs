namespace Integration.Workflows.LifeEvents;

/// <summary>
/// Something that happened in a person's life, as a participant told of it: a CloudEvent on <c>life-events</c>, as it came.
/// </summary>
/// <param name="Type">What happened.</param>
/// <param name="Id">The sender's id of the event; with the source it names the event for all time.</param>
/// <param name="Source">Where at the sender it happened.</param>
/// <param name="Participant">The participant that sent it.</param>
/// <param name="Data">The event's data, JSON.</param>
public sealed record LifeEvent(string? Type, string? Id, string? Source, string? Participant, ReadOnlyMemory<byte> Data);
