using System.Buffers;
using DurableTask.Core;
using DurableTask.Core.History;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Integration.Local.DurableTask.Sqlite.History;

/// <summary>Batches of events, messages, and what else is kept as bytes. Each begins with the version of the format.</summary>
internal static class HistoryCodec
{
    private const byte FormatVersion = 1;
    private const int LargestKeptBuffer = 64 * 1024;

    // Many small batches are written a second; each thread writes its own one after the other.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public static byte[] Encode(IEnumerable<HistoryEvent> events)
    {
        var writer = Begin();
        foreach (var item in events)
        {
            EventCodec.Write(writer, item);
        }

        return End();
    }

    /// <summary>Adds the events of a batch to a history.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a batch of events of a known format.</exception>
    public static void Decode(ReadOnlySpan<byte> batch, List<HistoryEvent> history)
    {
        try
        {
            var reader = Open(batch);
            while (!reader.AtEnd)
            {
                history.Add(EventCodec.Read(ref reader));
            }
        }
        catch (Exception e) when (e is OverflowException or ArgumentException or JsonException)
        {
            throw new InvalidDataException("A history is damaged.", e);
        }
    }

    /// <summary>A message; the instance that it is for is kept beside it.</summary>
    public static byte[] Encode(TaskMessage message)
    {
        var writer = Begin();
        writer.Text(message.OrchestrationInstance.ExecutionId);
        writer.Flag(message.OrchestrationExecutionContext is not null);
        if (message.OrchestrationExecutionContext is { } context)
        {
            writer.Map(context.OrchestrationTags);
        }

        EventCodec.Write(writer, message.Event);
        return End();
    }

    public static TaskMessage DecodeMessage(ReadOnlySpan<byte> bytes, string instanceId, long number)
    {
        var reader = Open(bytes);
        var instance = new OrchestrationInstance { InstanceId = instanceId, ExecutionId = reader.Text() };
        var context = reader.Flag() ? Context(reader.Map()) : null;
        return new TaskMessage
        {
            OrchestrationInstance = instance,
            OrchestrationExecutionContext = context,
            SequenceNumber = number,
            Event = EventCodec.Read(ref reader),
        };
    }

    public static byte[]? Encode(FailureDetails? failure)
    {
        if (failure is null)
        {
            return null;
        }

        FailureCodec.Write(Begin(), failure);
        return End();
    }

    public static FailureDetails? DecodeFailure(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        var reader = Open(bytes);
        return FailureCodec.Read(ref reader);
    }

    public static byte[]? Encode(ParentInstance? parent)
    {
        if (parent is null)
        {
            return null;
        }

        EventCodec.Write(Begin(), parent);
        return End();
    }

    public static ParentInstance? DecodeParent(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        var reader = Open(bytes);
        return EventCodec.ReadParent(ref reader);
    }

    private static EventWriter Begin()
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(1024);
        buffer.ResetWrittenCount();
        var writer = new EventWriter(buffer);
        writer.Byte(FormatVersion);
        return writer;
    }

    private static byte[] End()
    {
        var bytes = _buffer!.WrittenSpan.ToArray();
        if (_buffer.Capacity > LargestKeptBuffer)
        {
            _buffer = null;
        }

        return bytes;
    }

    private static EventReader Open(ReadOnlySpan<byte> bytes)
    {
        var reader = new EventReader(bytes);
        var version = reader.Byte();
        return version == FormatVersion ? reader : throw new InvalidDataException($"Events of format {version} are not known.");
    }

    /// <summary>The framework lets only its own code and its serializer set the tags.</summary>
    private static OrchestrationExecutionContext? Context(Dictionary<string, string>? tags) =>
        new JObject { [nameof(OrchestrationExecutionContext.OrchestrationTags)] = tags is null ? null : JObject.FromObject(tags) }
            .ToObject<OrchestrationExecutionContext>();
}
