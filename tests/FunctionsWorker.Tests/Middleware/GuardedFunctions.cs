using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsWorker.Tests.Middleware;

public static class GuardedFunctions
{
    [Function("Guarded")]
    public static IResult Guarded([HttpTrigger("get")] HttpRequest request, FunctionContext context) =>
        Results.Text($"{request.Method} {context.Items["trail"]}");

    [Function("Open")]
    public static IResult Open([HttpTrigger("get")] HttpRequest request) => Results.Text(request.Method);
}
