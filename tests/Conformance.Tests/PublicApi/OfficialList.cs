namespace Integration.Conformance.Tests.PublicApi;

/// <summary>The public API of one official assembly.</summary>
/// <param name="Assembly">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Lines">Its types and members.</param>
internal sealed record OfficialList(string Assembly, Version Version, IReadOnlyList<ApiLine> Lines)
{
    private const string VersionMark = "Version=";

    /// <summary>Reads a list: a first line <c># assembly, Version=…</c>, then a type or member a line.</summary>
    public static OfficialList Parse(IEnumerable<string> text)
    {
        var lines = text.Where(line => line.Length > 0).ToList();
        if (lines is not [var first, ..] || first.Split(", ") is not [['#', ' ', .. var assembly], ['V', ..] version, ..])
        {
            throw new FormatException($"A list starts with '# assembly, {VersionMark}…'.");
        }

        return new OfficialList(assembly, Version.Parse(version[VersionMark.Length..]), [.. lines.Skip(1).Select(ApiLine.Parse)]);
    }
}
