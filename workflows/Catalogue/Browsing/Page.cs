using System.Text.Json.Serialization;

namespace Integration.Workflows.Catalogue.Browsing;

/// <summary>A part of a list, in the envelope that Open Referral HSDS 3.0 wants around every list.</summary>
/// <param name="TotalItems">Items of the whole list.</param>
/// <param name="TotalPages">Pages of the whole list; 0 when it is empty.</param>
/// <param name="PageNumber">The page that was asked for, from 1.</param>
/// <param name="Size">Items of this page.</param>
/// <param name="FirstPage">Whether no page comes before it.</param>
/// <param name="LastPage">Whether no page comes after it.</param>
/// <param name="Empty">Whether it has no items: also any page beyond the last.</param>
/// <param name="Contents">The items, in the order of the list.</param>
public sealed record Page<T>(
    [property: JsonPropertyName("total_items")] int TotalItems,
    [property: JsonPropertyName("total_pages")] int TotalPages,
    [property: JsonPropertyName("page_number")] int PageNumber,
    [property: JsonPropertyName("size")] int Size,
    [property: JsonPropertyName("first_page")] bool FirstPage,
    [property: JsonPropertyName("last_page")] bool LastPage,
    [property: JsonPropertyName("empty")] bool Empty,
    [property: JsonPropertyName("contents")] IReadOnlyList<T> Contents);
