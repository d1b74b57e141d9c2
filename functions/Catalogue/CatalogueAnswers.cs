using System.Text.Json;
using Integration.Functions.Security;
using Integration.Workflows.Catalogue.Browsing;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Integration.Functions.Catalogue;

/// <summary>Answers about a catalogue: the same until another version runs, so each has an entity tag, and nothing is sent twice.</summary>
internal static class CatalogueAnswers
{
    /// <summary>What was asked for, or 304 to who has it already (RFC 9110, If-None-Match).</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="tag">Changes whenever the answer does.</param>
    /// <param name="body">What is there.</param>
    /// <param name="contentType">What the body is.</param>
    public static IActionResult Json(HttpRequest request, string tag, object body, string contentType = "application/json; charset=utf-8")
    {
        var current = new EntityTagHeaderValue($"\"{tag}\"");
        var known = new RequestHeaders(request.Headers).IfNoneMatch;
        var unchanged = known.Any(given => given.Equals(EntityTagHeaderValue.Any) || given.Compare(current, useStrongComparison: false));
        return new TaggedResult(current, unchanged ? null : body, contentType);
    }

    /// <summary>A page of a list, or what is wrong with the question for it.</summary>
    public static IActionResult List(HttpRequest request, string tag, ListAnswer answer) => answer switch
    {
        ListAnswer.Found found => Json(request, tag, found.Page),
        ListAnswer.Wrong wrong => Problems.OfParameters(wrong.Errors),
        ListAnswer.NoSuchList none => Problems.Of(404, "There is no such list.", $"Known: {string.Join(", ", none.Known)}."),
        _ => throw new InvalidOperationException($"{answer.GetType().Name} is no answer that is known here."),
    };

    /// <summary>There is nothing.</summary>
    public static IActionResult NotFound() => Problems.Of(404, "The catalogue has no such thing.", "Its lists are at /api/catalogue.");

    /// <summary>The parameters of a request with all their values.</summary>
    public static IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> QueryOf(HttpRequest request) =>
        request.Query.Select(parameter => KeyValuePair.Create<string, IReadOnlyList<string>>(
            parameter.Key, [.. parameter.Value.Select(value => value ?? "")]));

    private sealed class TaggedResult(EntityTagHeaderValue tag, object? body, string contentType) : ActionResult
    {
        public override Task ExecuteResultAsync(ActionContext context)
        {
            var response = context.HttpContext.Response;
            response.Headers.ETag = tag.ToString();
            response.Headers.CacheControl = "no-cache";
            response.StatusCode = body is null ? StatusCodes.Status304NotModified : StatusCodes.Status200OK;
            return body is null
                ? Task.CompletedTask
                : response.WriteAsJsonAsync(
                    body, body.GetType(), JsonSerializerOptions.Web, contentType, context.HttpContext.RequestAborted);
        }
    }
}
