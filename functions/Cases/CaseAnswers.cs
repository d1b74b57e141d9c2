using Integration.Workflows.Cases;
using Microsoft.AspNetCore.Mvc;

namespace Integration.Functions.Cases;

/// <summary>Answers about cases, written as cases are written.</summary>
internal static class CaseAnswers
{
    public static IActionResult Json(int status, object body, string? location = null) => new CaseResult(status, body, location);

    private sealed class CaseResult(int status, object body, string? location) : ActionResult
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
            return response.WriteAsJsonAsync(body, body.GetType(), CaseJson.Options, "application/json; charset=utf-8", context.HttpContext.RequestAborted);
        }
    }
}
