namespace Integration.Conformance.Tests.PublicApi;

/// <summary>Finds what somebody may have meant.</summary>
internal static class Nearest
{
    /// <summary>The candidate that shares the largest part of its words with a text; <c>none</c> when there is no candidate.</summary>
    public static string To(string text, IEnumerable<string> candidates)
    {
        var words = WordsOf(text);
        return candidates.MaxBy(candidate => Likeness(words, WordsOf(candidate))) ?? "none";
    }

    // Dice's coefficient: 1 for the same words, 0 for none in common.
    private static double Likeness(HashSet<string> words, HashSet<string> others) =>
        2.0 * others.Count(words.Contains) / (others.Count + words.Count);

    private static HashSet<string> WordsOf(string text) =>
        [.. text.Split([' ', '(', ')', '<', '>', ',', '.'], StringSplitOptions.RemoveEmptyEntries)];
}
