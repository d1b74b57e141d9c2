using System.Text.Json.Nodes;

namespace Integration.Workflows.Catalogue.Browsing;

/// <summary>What becomes of the question for a page of a list.</summary>
public abstract record ListAnswer
{
    private ListAnswer()
    {
    }

    /// <summary>The page.</summary>
    /// <param name="Page">With its items as JSON objects.</param>
    public sealed record Found(Page<JsonObject> Page) : ListAnswer;

    /// <summary>The query is wrong.</summary>
    /// <param name="Errors">Every offending parameter.</param>
    public sealed record Wrong(IReadOnlyList<ParameterError> Errors) : ListAnswer;

    /// <summary>There is no list of that name.</summary>
    /// <param name="Known">The lists that there are.</param>
    public sealed record NoSuchList(IReadOnlyList<string> Known) : ListAnswer;
}
