using Microsoft.Extensions.Configuration;

namespace Integration.Functions.Tests.Composition;

/// <summary>The table of settings in SETTINGS.md.</summary>
internal sealed record SettingsTable(IReadOnlyList<SettingsTable.Row> Rows)
{
    private const int Columns = 7;

    public static SettingsTable Read() => new(
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "SETTINGS.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(RowOf),
    ]);

    private static Row RowOf(string line)
    {
        var cells = line.Trim('|').Split('|').Select(cell => cell.Trim()).ToList();
        cells.Count.ShouldBe(Columns, line);
        cells.ShouldAllBe(cell => cell.Length > 0);
        return new(cells[0].Trim('`'), cells[1], cells[3], cells[4], cells[5], cells[6]);
    }

    /// <param name="Name">As it is written in local.settings.json.</param>
    /// <param name="ReadBy"><c>app</c>, <c>host</c> or <c>both</c>.</param>
    /// <param name="Default">In backticks when it is a value.</param>
    /// <param name="Secret"><c>yes</c> or <c>no</c>.</param>
    /// <param name="Locally">In backticks when it is a value.</param>
    /// <param name="OnAzure">In backticks when it is a value.</param>
    internal sealed record Row(string Name, string ReadBy, string Default, string Secret, string Locally, string OnAzure)
    {
        private const string LeftOut = "—";

        /// <summary>The name in configuration.</summary>
        public string Key => Name.Replace("<id>", LocalSettings.MasterKeyId, StringComparison.Ordinal)
            .Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);

        public bool IsOfTheApplication => ReadBy is "app" or "both";

        public bool IsInTheSample => !Locally.StartsWith(LeftOut, StringComparison.Ordinal);

        public bool IsOnAzure => !OnAzure.StartsWith(LeftOut, StringComparison.Ordinal);
    }
}
