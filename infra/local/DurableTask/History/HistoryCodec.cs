using System.Buffers;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.History;

/// <summary>
/// Events as bytes. A batch begins with the version of the format; an event begins with its kind. Kinds are never
/// renumbered, since histories outlive the program that wrote them.
/// </summary>
internal static class HistoryCodec
{
    private const byte FormatVersion = 1;
    private const int LargestKeptBuffer = 64 * 1024;

    // Many small batches are written a second; each thread writes its own one after the other.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    private enum Kind : byte
    {
        ExecutionStarted = 1,
        TaskCompleted = 2,
        TaskFailed = 3,
        SubOrchestrationCompleted = 4,
        SubOrchestrationFailed = 5,
        TimerFired = 6,
        EventRaised = 7,
        ExecutionSuspended = 8,
        ExecutionResumed = 9,
        ExecutionTerminated = 10,
        ExecutionRewound = 11,
        TaskScheduled = 20,
        SubOrchestrationCreated = 21,
        TimerCreated = 22,
        EventSent = 23,
        ExecutionCompleted = 24,
    }

    public static byte[] Encode(IReadOnlyList<HistoryEvent> events) => Encode(events, []);

    /// <summary>A turn: what came in, then what the code asked for.</summary>
    public static byte[] Encode(IReadOnlyList<HistoryEvent> incoming, IReadOnlyList<HistoryEvent> requests)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(1024);
        buffer.ResetWrittenCount();
        var writer = new EventWriter(buffer);
        writer.Byte(FormatVersion);
        WriteAll(writer, incoming);
        WriteAll(writer, requests);
        var bytes = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity > LargestKeptBuffer)
        {
            _buffer = null;
        }

        return bytes;
    }

    /// <exception cref="InvalidDataException">The bytes are not a batch of events of a known format.</exception>
    public static IReadOnlyList<HistoryEvent> Decode(ReadOnlySpan<byte> data)
    {
        var events = new List<HistoryEvent>();
        try
        {
            var reader = new EventReader(data);
            var version = reader.Byte();
            if (version != FormatVersion)
            {
                throw new InvalidDataException($"The history is of format {version}; this program reads format {FormatVersion}.");
            }

            while (!reader.AtEnd)
            {
                events.Add(Read(ref reader));
            }
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The history is damaged.", e);
        }

        return events;
    }

    public static byte[]? EncodeFailure(TaskFailureDetails? failure)
    {
        if (failure is null)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>(256);
        FailureCodec.Write(new EventWriter(buffer), failure);
        return buffer.WrittenSpan.ToArray();
    }

    public static TaskFailureDetails? DecodeFailure(byte[]? data)
    {
        if (data is null)
        {
            return null;
        }

        var reader = new EventReader(data);
        return FailureCodec.Read(ref reader);
    }

    private static void WriteAll(EventWriter to, IReadOnlyList<HistoryEvent> events)
    {
        for (var i = 0; i < events.Count; i++)
        {
            Write(to, events[i]);
        }
    }

    private static void Write(EventWriter to, HistoryEvent item)
    {
        switch (item)
        {
            case ExecutionStarted:
                to.Byte((byte)Kind.ExecutionStarted);
                break;
            case TaskCompleted e:
                WriteResult(to, Kind.TaskCompleted, e.TaskId, e.Result);
                break;
            case TaskFailed e:
                WriteFailure(to, Kind.TaskFailed, e.TaskId, e.Failure);
                break;
            case SubOrchestrationCompleted e:
                WriteResult(to, Kind.SubOrchestrationCompleted, e.TaskId, e.Result);
                break;
            case SubOrchestrationFailed e:
                WriteFailure(to, Kind.SubOrchestrationFailed, e.TaskId, e.Failure);
                break;
            case TimerFired e:
                to.Byte((byte)Kind.TimerFired);
                to.Number(e.TaskId);
                break;
            case EventRaised e:
                to.Byte((byte)Kind.EventRaised);
                to.Text(e.Name);
                to.Text(e.Input);
                break;
            case ExecutionSuspended e:
                WriteReason(to, Kind.ExecutionSuspended, e.Reason);
                break;
            case ExecutionResumed e:
                WriteReason(to, Kind.ExecutionResumed, e.Reason);
                break;
            case ExecutionRewound e:
                WriteReason(to, Kind.ExecutionRewound, e.Reason);
                break;
            case ExecutionTerminated e:
                WriteReason(to, Kind.ExecutionTerminated, e.Output);
                to.Byte(e.Recursive ? (byte)1 : (byte)0);
                break;
            default:
                WriteOutgoing(to, (OutgoingEvent)item);
                break;
        }
    }

    private static void WriteOutgoing(EventWriter to, OutgoingEvent item)
    {
        switch (item)
        {
            case TaskScheduled e:
                to.Byte((byte)Kind.TaskScheduled);
                to.Number(e.TaskId);
                to.Text(e.Name);
                to.Text(e.Version);
                to.Text(e.Input);
                to.Map(e.Tags);
                break;
            case SubOrchestrationCreated e:
                to.Byte((byte)Kind.SubOrchestrationCreated);
                to.Number(e.TaskId);
                to.Text(e.Name);
                to.Text(e.Version);
                to.Text(e.InstanceId);
                to.Text(e.Input);
                to.Map(e.Tags);
                break;
            case TimerCreated e:
                to.Byte((byte)Kind.TimerCreated);
                to.Number(e.TaskId);
                to.Long(e.FireAt.Ticks);
                break;
            case EventSent e:
                to.Byte((byte)Kind.EventSent);
                to.Number(e.TaskId);
                to.Text(e.InstanceId);
                to.Text(e.Name);
                to.Text(e.Input);
                break;
            case ExecutionCompleted e:
                to.Byte((byte)Kind.ExecutionCompleted);
                to.Number((int)e.Status);
                to.Text(e.Output);
                FailureCodec.Write(to, e.Failure);
                break;
            default:
                throw new InvalidOperationException($"No format for {item.GetType().Name}.");
        }
    }

    private static HistoryEvent Read(ref EventReader from)
    {
        var kind = (Kind)from.Byte();
        return kind switch
        {
            Kind.ExecutionStarted => ExecutionStarted.Instance,
            Kind.TaskCompleted => new TaskCompleted(from.Number(), from.Text()),
            Kind.TaskFailed => new TaskFailed(from.Number(), FailureCodec.ReadRequired(ref from)),
            Kind.SubOrchestrationCompleted => new SubOrchestrationCompleted(from.Number(), from.Text()),
            Kind.SubOrchestrationFailed => new SubOrchestrationFailed(from.Number(), FailureCodec.ReadRequired(ref from)),
            Kind.TimerFired => new TimerFired(from.Number()),
            Kind.EventRaised => new EventRaised(from.RequiredText(), from.Text()),
            Kind.ExecutionSuspended => new ExecutionSuspended(from.Text()),
            Kind.ExecutionResumed => new ExecutionResumed(from.Text()),
            Kind.ExecutionRewound => new ExecutionRewound(from.Text()),
            Kind.ExecutionTerminated => new ExecutionTerminated(from.Text(), from.Byte() == 1),
            Kind.TaskScheduled => new TaskScheduled(
                from.Number(), from.RequiredText(), from.RequiredText(), from.Text(), from.Map()),
            Kind.SubOrchestrationCreated => new SubOrchestrationCreated(
                from.Number(), from.RequiredText(), from.RequiredText(), from.RequiredText(), from.Text(), from.Map()),
            Kind.TimerCreated => new TimerCreated(from.Number(), new DateTime(from.Long(), DateTimeKind.Utc)),
            Kind.EventSent => new EventSent(from.Number(), from.RequiredText(), from.RequiredText(), from.Text()),
            Kind.ExecutionCompleted => new ExecutionCompleted(
                (OrchestrationRuntimeStatus)from.Number(), from.Text(), FailureCodec.Read(ref from)),
            _ => throw new InvalidDataException($"The history has an event of unknown kind {(byte)kind}."),
        };
    }

    private static void WriteResult(EventWriter to, Kind kind, int taskId, string? result)
    {
        to.Byte((byte)kind);
        to.Number(taskId);
        to.Text(result);
    }

    private static void WriteFailure(EventWriter to, Kind kind, int taskId, TaskFailureDetails failure)
    {
        to.Byte((byte)kind);
        to.Number(taskId);
        FailureCodec.Write(to, failure);
    }

    private static void WriteReason(EventWriter to, Kind kind, string? reason)
    {
        to.Byte((byte)kind);
        to.Text(reason);
    }
}
