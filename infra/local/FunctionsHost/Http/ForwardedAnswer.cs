using System.Diagnostics;
using System.Net;
using Integration.Local.FunctionsHost.Functions;
using Integration.Local.FunctionsHost.Worker;
using Integration.Local.FunctionsHost.Protocol;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Integration.Local.FunctionsHost.Http;

/// <summary>
/// Has the worker's own web server answer: the invocation goes through the stream, the request and its answer go past it, and the worker
/// joins
/// the two by the invocation's id.
/// </summary>
internal sealed class ForwardedAnswer(FunctionInvoker invoker, IHttpForwarder forwarder) : IDisposable
{
    private static readonly ForwarderRequestConfig _config = new()
    {
        // How long a function may take is known to its invocation.
        ActivityTimeout = Timeout.InfiniteTimeSpan,
    };

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
    });

    public async Task WriteAsync(HttpFunction function, RunningWorker worker, Uri address, HttpContext http)
    {
        var id = Guid.NewGuid().ToString();
        var input = new FunctionInput(new TypedData { Http = new RpcHttp() })
        {
            InvocationId = id,
            Metadata = RouteValues.Of(http.Request),
        };
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var invocation = invoker.InvokeAsync(worker, function.Function, input, ending.Token);
        var error = await forwarder.SendAsync(http, address.ToString(), _client, _config, new InvocationTransformer(id, invocation));
        if (error != ForwarderError.None && !invocation.IsCompleted)
        {
            // Without a request, or without somebody to answer to, the function has nothing left to do.
            await ending.CancelAsync();
        }

        await EndAsync(invocation, error, http);
    }

    public void Dispose() => _client.Dispose();

    private static async Task EndAsync(Task<InvocationResponse> invocation, ForwarderError error, HttpContext http)
    {
        try
        {
            await invocation;
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            // Cancelled for the error of forwarding that is told below.
        }

        if (error == ForwarderError.None || http.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        for (var cause = http.Features.Get<IForwarderErrorFeature>()?.Exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is BadHttpRequestException bad)
            {
                throw bad;
            }
        }

        await HttpProblem.WriteAsync(http, StatusCodes.Status502BadGateway, "The function's worker did not answer the request.");
    }

    /// <summary>
    /// Names the invocation to the worker, and holds back an empty answer until it is known that the function did not fail.
    /// </summary>
    private sealed class InvocationTransformer(string id, Task<InvocationResponse> invocation) : HttpTransformer
    {
        private const string InvocationHeader = "x-ms-invocation-id";

        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            proxyRequest.Headers.Host = httpContext.Request.Host.Value;
            proxyRequest.Headers.Remove(InvocationHeader);
            proxyRequest.Headers.TryAddWithoutValidation(InvocationHeader, id);
        }

        public override async ValueTask<bool> TransformResponseAsync(
            HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
        {
            proxyResponse?.Headers.Remove("Server");

            // The worker answers 200 with nothing for a function that threw.
            if (proxyResponse?.Content.Headers.ContentLength == 0)
            {
                await ((Task)invocation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!invocation.IsCompletedSuccessfully)
                {
                    return false;
                }
            }

            return await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        }
    }
}
