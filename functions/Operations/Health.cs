using Integration.Functions.Http;
using Integration.Functions.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Functions.Operations;

/// <summary>Says whether the application lives, and whether it can work.</summary>
public sealed class Health(Readiness readiness)
{
    /// <summary>It lives.</summary>
    [Function(nameof(GetHealth))]
    [OpenToAnyone]
    public static IActionResult GetHealth([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        JsonAnswer.Of(StatusCodes.Status200OK, new { status = "alive" });

    /// <summary>It can work: the store is there.</summary>
    [Function(nameof(GetReady))]
    [OpenToAnyone]
    public IActionResult GetReady([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ready")] HttpRequest request) =>
        readiness.IsReady
            ? JsonAnswer.Of(StatusCodes.Status200OK, new { status = "ready" })
            : Problems.Of(StatusCodes.Status503ServiceUnavailable, "The application is starting.");
}
