using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;

namespace Integration.Local.AppHost.Backup;

/// <summary>A row of a table as a line of text: keys, and each property with its type. The service's own marks are left out.</summary>
internal static class EntityLine
{
    private static readonly HashSet<string> Marks = new(StringComparer.Ordinal) { "PartitionKey", "RowKey", "Timestamp", "odata.etag" };

    /// <exception cref="NotSupportedException">A property has a type that tables don't have.</exception>
    public static string Write(TableEntity entity) => JsonSerializer.Serialize(new Line(
        entity.PartitionKey,
        entity.RowKey,
        entity.Where(property => property.Value is not null && !Marks.Contains(property.Key))
            .ToDictionary(property => property.Key, property => Write(property.Value))));

    /// <exception cref="FormatException">It is no line of a backup.</exception>
    public static TableEntity Read(string text)
    {
        var line = JsonSerializer.Deserialize<Line>(text) ?? throw new FormatException("The line is empty.");
        var entity = new TableEntity(line.Partition, line.Row);
        foreach (var (name, value) in line.Values)
        {
            entity[name] = Read(value);
        }

        return entity;
    }

    private static string[] Write(object value) => value switch
    {
        string text => ["string", text],
        int number => ["int", number.ToString(CultureInfo.InvariantCulture)],
        long number => ["long", number.ToString(CultureInfo.InvariantCulture)],
        double number => ["double", number.ToString("R", CultureInfo.InvariantCulture)],
        bool truth => ["bool", truth ? "true" : "false"],
        DateTimeOffset time => ["time", time.ToString("O", CultureInfo.InvariantCulture)],
        Guid id => ["guid", id.ToString()],
        byte[] data => ["bytes", Convert.ToBase64String(data)],
        _ => throw new NotSupportedException($"A row holds a {value.GetType()}, which no table has."),
    };

    private static object Read(string[] value) => value switch
    {
        ["string", var text] => text,
        ["int", var text] => int.Parse(text, CultureInfo.InvariantCulture),
        ["long", var text] => long.Parse(text, CultureInfo.InvariantCulture),
        ["double", var text] => double.Parse(text, CultureInfo.InvariantCulture),
        ["bool", var text] => text == "true",
        ["time", var text] => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture),
        ["guid", var text] => Guid.Parse(text),
        ["bytes", var text] => Convert.FromBase64String(text),
        _ => throw new FormatException($"'{value.FirstOrDefault()}' is no type of a property."),
    };

    private sealed record Line(string Partition, string Row, IReadOnlyDictionary<string, string[]> Values);
}
