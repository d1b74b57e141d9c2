using Microsoft.AspNetCore.Http;

namespace Integration.Local.FunctionsHost.Http;

/// <summary>Answers with problem details, or breaks off where an answer has begun.</summary>
internal static class HttpProblem
{
    public static Task WriteAsync(HttpContext http, int status, string? detail = null)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return Task.CompletedTask;
        }

        var retryAfter = http.Response.Headers.RetryAfter;
        http.Response.Clear();
        http.Response.Headers.RetryAfter = retryAfter;
        return Results.Problem(statusCode: status, detail: detail).ExecuteAsync(http);
    }
}
