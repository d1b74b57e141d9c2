using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Integration.Functions.Tests.Catalogue;

/// <summary>What a function answered.</summary>
internal sealed record Answer(int Status, string? ContentType, IHeaderDictionary Headers, JsonElement? Body)
{
    /// <summary>Asks a function with a query string and, perhaps, an If-None-Match.</summary>
    public static async Task<Answer> OfAsync(Func<HttpRequest, IActionResult> function, string query = "", string? knownTag = null)
    {
        using var written = new MemoryStream();
        var http = new DefaultHttpContext { Request = { QueryString = new QueryString(query) } };
        http.Response.Body = written;
        if (knownTag is not null)
        {
            http.Request.Headers.IfNoneMatch = knownTag;
        }

        await function(http.Request).ExecuteResultAsync(new ActionContext { HttpContext = http });
        return new(
            http.Response.StatusCode,
            http.Response.ContentType,
            http.Response.Headers,
            written.Length == 0 ? null : JsonElement.Parse(written.ToArray()));
    }

    public JsonElement Member(string name) => Body.ShouldNotBeNull().GetProperty(name);
}
