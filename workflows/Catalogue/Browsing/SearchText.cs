using System.Text;

namespace Integration.Workflows.Catalogue.Browsing;

/// <summary>Texts as they are searched: without case, and without the marks of French letters.</summary>
internal static class SearchText
{
    private static readonly Dictionary<char, string> Plain = new()
    {
        ['à'] = "a", ['â'] = "a", ['ä'] = "a", ['ç'] = "c", ['é'] = "e", ['è'] = "e", ['ê'] = "e", ['ë'] = "e", ['î'] = "i", ['ï'] = "i",
        ['ô'] = "o", ['ö'] = "o", ['ù'] = "u", ['û'] = "u", ['ü'] = "u", ['ÿ'] = "y", ['œ'] = "oe", ['æ'] = "ae", ['’'] = "'",
        ['\u00a0'] = " ", ['\u202f'] = " ",
    };

    /// <summary>A text without case and marks.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.ToLowerInvariant())
        {
            folded.Append(Plain.TryGetValue(letter, out var plain) ? plain : letter.ToString());
        }

        return folded.ToString();
    }

    /// <summary>The words of a search, folded.</summary>
    public static IReadOnlyList<string> Words(string text) =>
        Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
