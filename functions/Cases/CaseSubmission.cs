using Integration.Functions.Applications;
using Integration.Functions.Http;
using Integration.Functions.Security;
using Integration.Workflows.Applications;
using Integration.Workflows.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Functions.Cases;

/// <summary>Takes applications in.</summary>
public sealed class CaseSubmission(ApplicationValidator validator, CaseIntake intake)
{
    private const int LongestKey = 255;

    /// <summary>202 means that the application is stored and its message is on the bus.</summary>
    [Function(nameof(SubmitCase))]
    [AllowedRoles(Role.Agency)]
    public async Task<IActionResult> SubmitCase(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "services/{service}/cases")] HttpRequest request,
        string service,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length is 0 or > LongestKey)
        {
            return Problems.Of(
                400, "An Idempotency-Key is needed.",
                $"Send a header Idempotency-Key of 1 to {LongestKey} characters, a new one for each case.");
        }

        var (body, unreadable) = await JsonBody.ReadAsync(request, cancellation);
        return unreadable
            ?? ApplicationRefusal.Of(validator.Check(service, body))
            ?? await AcceptAsync(request.HttpContext, service, key, body, cancellation);
    }

    private async Task<IActionResult> AcceptAsync(
        HttpContext http, string service, string key, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        if (await intake.AcceptAsync(Caller.Of(http).ClientId, service, key, body, cancellation)
            is not IntakeAnswer.Accepted { Head: var head })
        {
            return Problems.Of(422, "The Idempotency-Key was used for another application.", "Send a new key with a new application.");
        }

        http.Response.Headers.RetryAfter = CaseReading.RetryAfterSeconds;
        return JsonAnswer.Of(
            StatusCodes.Status202Accepted,
            new { id = head.Id, service = head.Service, status = CaseStatus.Received, receivedAt = head.ReceivedAt },
            location: $"/api/cases/{head.Id}");
    }
}
