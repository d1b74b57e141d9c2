using Integration.Local.FunctionsWorker.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsWorker.Http;

/// <summary>Answers requests with functions, and everything that goes wrong with RFC 9457 problem details.</summary>
internal sealed partial class HttpEndpoints(
    FunctionInvoker invoker, IServiceScopeFactory scopes, InvocationLifetime lifetime, ILogger<HttpEndpoints> logger)
{
    public void Map(WebApplication application, IEnumerable<HttpFunction> functions)
    {
        application.Use(ExplainUnmatchedAsync);
        application.UseRouting();
        foreach (var function in functions)
        {
            var endpoint = function.Route.Methods.Count == 0
                ? application.Map(function.Route.Pattern, http => AnswerAsync(function, http))
                : application.MapMethods(function.Route.Pattern.RawText!, function.Route.Methods, http => AnswerAsync(function, http));
            endpoint.WithMetadata(function).WithDisplayName(function.Function.Name);
        }
    }

    private static async Task ExplainUnmatchedAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        var status = http.Response.StatusCode;
        if (!http.Response.HasStarted && status >= StatusCodes.Status400BadRequest
            && http.GetEndpoint()?.Metadata.GetMetadata<HttpFunction>() is null)
        {
            await Results.Problem(statusCode: status).ExecuteAsync(http);
        }
    }

    private async Task AnswerAsync(HttpFunction function, HttpContext http)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.Ending);
        await using var context = new LocalFunctionContext(function.Function, scopes, ending.Token)
        {
            BindingData = http.Request.RouteValues,
        };
        context.Items[HttpInvocation.ContextItem] = http;
        context.InstanceServices = http.RequestServices;
        try
        {
            await function.Answer.WriteAsync(http, await invoker.InvokeAsync(context));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            LogAborted(function.Function.Name, context.InvocationId);
        }
        catch (BadHttpRequestException error)
        {
            LogBadRequest(function.Function.Name, context.InvocationId, error.StatusCode, error.Message);
            await ExplainAsync(http, error.StatusCode, error.Message);
        }
        catch (Exception error)
        {
            LogFailed(function.Function.Name, context.InvocationId, error);
            await ExplainAsync(http, StatusCodes.Status500InternalServerError, detail: null);
        }
    }

    private static Task ExplainAsync(HttpContext http, int status, string? detail)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return Task.CompletedTask;
        }

        http.Response.Clear();
        return Results.Problem(statusCode: status, detail: detail).ExecuteAsync(http);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} ({InvocationId}) failed")]
    private partial void LogFailed(string function, string invocationId, Exception error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function} ({InvocationId}) was answered with {Status}: {Reason}")]
    private partial void LogBadRequest(string function, string invocationId, int status, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function} ({InvocationId}) ended: its caller went away")]
    private partial void LogAborted(string function, string invocationId);
}
