namespace Integration.Workflows.Catalogue.Browsing;

/// <summary>Which part of a list somebody asks for.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Size">Items a page, from 1 to <see cref="MaximumSize"/>.</param>
public sealed record PageRequest(int Number, int Size)
{
    /// <summary>Items a page when nobody says.</summary>
    public const int DefaultSize = 50;

    /// <summary>Items a page at most.</summary>
    public const int MaximumSize = 200;

    /// <summary>The page of a list; only its own items are touched, however long the list is.</summary>
    public Page<T> Of<T>(IReadOnlyList<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var begin = (int)Math.Min(((long)Number - 1) * Size, list.Count);
        var count = Math.Min(Size, list.Count - begin);
        var pages = (int)(((long)list.Count + Size - 1) / Size);
        List<T> contents = [.. Enumerable.Range(begin, count).Select(index => list[index])];
        return new(list.Count, pages, Number, count, Number == 1, Number >= pages, count == 0, contents);
    }
}
