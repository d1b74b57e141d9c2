using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Functions.Security;

/// <summary>Lets an HTTP request through when the function's declaration allows its caller; denies by default.</summary>
public sealed class AccessMiddleware : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        return context.GetHttpContext() is { } http ? CheckAsync(context, http, next) : next(context);
    }

    private static async Task CheckAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        var rule = AccessRule.Of(context.FunctionDefinition.EntryPoint);
        if (rule.IsOpen)
        {
            await next(context);
            return;
        }

        var token = TokenOf(http.Request);
        var caller = token is null ? null : await context.InstanceServices.GetRequiredService<BearerTokens>().ReadAsync(token);
        if (caller is null)
        {
            http.Response.Headers.WWWAuthenticate = token is null ? "Bearer" : "Bearer error=\"invalid_token\"";
            await AnswerAsync(http, Problems.Of(StatusCodes.Status401Unauthorized, "A valid bearer token is needed."));
            return;
        }

        if (!rule.Roles.Any(caller.Roles.Contains))
        {
            await AnswerAsync(http, Problems.Of(StatusCodes.Status403Forbidden, "The caller's role may not do this."));
            return;
        }

        caller.Enter(http);
        await next(context);
    }

    private static Task AnswerAsync(HttpContext http, ObjectResult answer) =>
        answer.ExecuteResultAsync(new ActionContext { HttpContext = http });

    private static string? TokenOf(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && header.Length > Scheme.Length
            ? header[Scheme.Length..].Trim()
            : null;
    }
}
