using Integration.Workflows.Cases;
using Microsoft.AspNetCore.Mvc;

namespace Integration.Functions.Http;

/// <summary>An answer of JSON, written as cases are, that nobody on the way keeps.</summary>
internal static class JsonAnswer
{
    public static IActionResult Of(int status, object body, string? location = null) => new Result(status, body, location);

    private sealed class Result(int status, object body, string? location) : ActionResult
    {
        public override Task ExecuteResultAsync(ActionContext context)
        {
            var response = context.HttpContext.Response;
            response.StatusCode = status;
            if (location is not null)
            {
                response.Headers.Location = location;
            }

            response.Headers.CacheControl = "no-store";
            return response.WriteAsJsonAsync(
                body, body.GetType(), CaseJson.Options, "application/json; charset=utf-8", context.HttpContext.RequestAborted);
        }
    }
}
