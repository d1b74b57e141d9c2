using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Integration.Local.FunctionsWorker.Tests.Discovery;

/// <summary>One mistake each.</summary>
internal static class MistakenFunctions
{
    public static class SameName
    {
        [Function("Twice")]
        public static IResult First([HttpTrigger] HttpRequest request) => Results.Text(request.Method);

        [Function("twice")]
        public static IResult Second([HttpTrigger(Route = "other")] HttpRequest request) => Results.Text(request.Method);
    }

    public static class SameRoute
    {
        [Function("Old")]
        public static IResult Old([HttpTrigger("get", "post", Route = "things/{id}")] HttpRequest request) => Results.Text(request.Method);

        [Function("New")]
        public static IResult New([HttpTrigger("POST", Route = "Things/{name}")] HttpRequest request) => Results.Text(request.Method);
    }

    public static class NoTrigger
    {
        [Function("Untriggered")]
        public static IResult Run(HttpRequest request) => Results.Text(request.Method);
    }

    public static class BadRoute
    {
        [Function("Broken")]
        public static IResult Broken([HttpTrigger(Route = "a/{b")] HttpRequest request) => Results.Text(request.Method);

        [Function("Constrained")]
        public static IResult Constrained([HttpTrigger(Route = "a/{b:prime}")] HttpRequest request) => Results.Text(request.Method);
    }

    public static class BadParameters
    {
        [Function("Unknown")]
        public static IResult Unknown([HttpTrigger(Route = "a/{id}")] HttpRequest request, string ids) =>
            Results.Text(request.Method + ids);

        [Function("Typed")]
        public static IResult Typed([HttpTrigger(Route = "b/{id}")] HttpRequest request, Stream id) => Results.Text(request.Method + id);

        [Function("Wrapped")]
        public static IResult Wrapped([HttpTrigger] string request) => Results.Text(request);

        [Function("Client")]
        public static IResult Client([HttpTrigger] HttpRequest request, [DurableClient] HttpClient client) =>
            Results.Text(request.Method + client);
    }

    public static class BadResult
    {
        [Function("Number")]
        public static int Run([HttpTrigger] HttpRequest request) => request.Method.Length;
    }

    public static class Forgotten
    {
        [Function("Hidden")]
        internal static IResult Run([HttpTrigger] HttpRequest request) => Results.Text(request.Method);

        [Function("Unawaited")]
        public static async void Unawaited([HttpTrigger] HttpRequest request) => await request.HttpContext.Response.CompleteAsync();

        [Function("Retried")]
        [FixedDelayRetry(3, "00:00:01")]
        public static IResult Retried([HttpTrigger] HttpRequest request) => Results.Text(request.Method);
    }

    public static class Foreign
    {
        public sealed class BlobTriggerAttribute : TriggerBindingAttribute;

        [Function("Blob")]
        public static void Run([BlobTrigger] string blob) => blob.ToString();
    }

    public static class BadDurables
    {
        [Function("Stringly")]
        public static string Stringly([OrchestrationTrigger] string context) => context;

        [Function("Impure")]
        public static Task Impure([OrchestrationTrigger] TaskOrchestrationContext context, [DurableClient] DurableTaskClient client) =>
            client.TerminateInstanceAsync(context.InstanceId);

        [Function("Extra")]
        public static string Extra([OrchestrationTrigger] TaskOrchestrationContext context, int extra) => context.InstanceId + extra;

        [Function("Inputless")]
        public static string Inputless([ActivityTrigger] FunctionContext context) => context.InvocationId;

        [Function("Second")]
        public static string Second([ActivityTrigger] string first, int second) => first + second;

        [Function("Open")]
        public static string Open([ActivityTrigger] string input) => input;

        [Function("OpenAgain")]
        public static string OpenAgain([ActivityTrigger(Activity = "OPEN")] string input) => input;

        [Function("Run")]
        public static string Run([OrchestrationTrigger] TaskOrchestrationContext context) => context.InstanceId;

        [Function("RunAgain")]
        public static string RunAgain([OrchestrationTrigger(Orchestration = "run")] TaskOrchestrationContext context) => context.InstanceId;
    }

    public static class BadTimers
    {
        [Function("Garbled")]
        public static void Garbled([TimerTrigger("every day")] TimerInfo timer) => timer.ToString();

        [Function("Unset")]
        public static void Unset([TimerTrigger("%Nightly%")] TimerInfo timer) => timer.ToString();

        [Function("Never")]
        public static void Never([TimerTrigger("0 0 0 30 2 *")] TimerInfo timer) => timer.ToString();

        [Function("Texted")]
        public static void Texted([TimerTrigger("00:01:00")] string timer) => timer.ToString();

        [Function("Restless")]
        [FixedDelayRetry(-2, "soon")]
        public static void Restless([TimerTrigger("00:01:00")] TimerInfo timer) => timer.ToString();
    }

    public sealed class NeedsService(IFormatProvider provider)
    {
        [Function("Needy")]
        public IResult Run([HttpTrigger] HttpRequest request, [FromBody] string body) => Results.Text(request.Method + body + provider);
    }
}
