namespace Integration.Conformance.Tests.PublicApi;

/// <summary>The public API of one official assembly.</summary>
/// <param name="Assembly">Its name.</param>
/// <param name="Version">Its version; null when the list was not read off the assembly.</param>
/// <param name="Lines">Its types and members.</param>
internal sealed record OfficialList(string Assembly, Version? Version, IReadOnlyList<ApiLine> Lines)
{
    private const string VersionMark = "Version=";

    /// <summary>Whether the library was compiled with nullable annotations. One that was not has no question marks on references.</summary>
    public bool IsAnnotated => Assembly is not ("Azure.Messaging.ServiceBus" or "DurableTask.Core");

    /// <summary>Reads a list: a first line <c># assembly, Version=…</c>, then a type or member a line.</summary>
    public static OfficialList Parse(IEnumerable<string> text)
    {
        var lines = text.Where(line => line.Length > 0).ToList();
        if (lines is not [var first, ..] || !first.StartsWith("# ", StringComparison.Ordinal))
        {
            throw new FormatException($"A list starts with '# assembly, {VersionMark}…'.");
        }

        var parts = first[2..].Split(", ");
        var version = parts.FirstOrDefault(part => part.StartsWith(VersionMark, StringComparison.Ordinal))?[VersionMark.Length..];
        return new OfficialList(parts[0], version is null ? null : Version.Parse(version), [.. lines.Skip(1).Select(ApiLine.Parse)]);
    }

    /// <summary>Whether the assembly has a type.</summary>
    public bool Has(string type) => Lines.Any(line => line.Type == type);
}
