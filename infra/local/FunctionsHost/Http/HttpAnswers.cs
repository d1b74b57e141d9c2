using Integration.Local.FunctionsHost.Functions;
using Integration.Local.FunctionsHost.Worker;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Http;

/// <summary>Answers requests with functions, and what goes wrong with RFC 9457 problem details.</summary>
internal sealed partial class HttpAnswers(
    FunctionInvoker invoker, WorkerSupervisor workers, ForwardedAnswer forwarded, ILogger<HttpAnswers> logger)
{
    public async Task AnswerAsync(HttpFunction function, HttpContext http)
    {
        var name = function.Function.Name;
        try
        {
            RefuseTooLarge(http);
            var worker = await workers.ReadyAsync(http.RequestAborted);
            if (worker.Channel.HttpAddress is { } address)
            {
                await forwarded.WriteAsync(function, worker, address, http);
            }
            else
            {
                var input = await RpcAnswer.ReadAsync(http);
                await RpcAnswer.WriteAsync(await invoker.InvokeAsync(worker, function.Function, input, http.RequestAborted), http);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            LogAborted(name, http.TraceIdentifier);
        }
        catch (BadHttpRequestException error)
        {
            await HttpProblem.WriteAsync(http, error.StatusCode, error.Message);
        }
        catch (FunctionFailedException error)
        {
            LogFailed(name, error.Message);
            await HttpProblem.WriteAsync(http, StatusCodes.Status500InternalServerError);
        }
        catch (WorkerLostException error)
        {
            LogFailed(name, error.Message);
            http.Response.Headers.RetryAfter = "5";
            await HttpProblem.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "The function's worker is being started again.");
        }
    }

    private static void RefuseTooLarge(HttpContext http)
    {
        if (http.Request.ContentLength > http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize)
        {
            throw new BadHttpRequestException("The body is larger than this host takes.", StatusCodes.Status413PayloadTooLarge);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: {Reason}")]
    private partial void LogFailed(string function, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function} ({Request}) ended: its caller went away")]
    private partial void LogAborted(string function, string request);
}
