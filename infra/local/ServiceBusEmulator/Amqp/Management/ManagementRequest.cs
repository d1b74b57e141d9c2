using System.Collections;
using Amqp.Types;
using Integration.Local.ServiceBusEmulator.Entities;

namespace Integration.Local.ServiceBusEmulator.Amqp.Management;

/// <summary>The arguments of a management operation.</summary>
internal sealed class ManagementRequest(Map arguments)
{
    public string? Text(string name) => arguments[name] as string;

    public string RequiredText(string name) => Text(name) ?? throw Missing(name);

    public long Number(string name) => arguments[name] switch
    {
        long number => number,
        int number => number,
        uint number => number,
        _ => throw Missing(name),
    };

    /// <summary>UTC.</summary>
    public DateTime Time(string name) => arguments[name] is DateTime time ? time : throw Missing(name);

    public byte[]? Binary(string name) => arguments[name] as byte[];

    public Map? Map(string name) => arguments[name] as Map;

    /// <summary>The elements of an array or a list.</summary>
    public IReadOnlyList<T> All<T>(string name) => arguments[name] is IEnumerable items and not string
        ? items.Cast<object>().OfType<T>().ToList()
        : throw Missing(name);

    private static EntityException Missing(string name) => new(EntityError.BadArgument, $"'{name}' is missing or not of its type");
}
