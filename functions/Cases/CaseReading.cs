using Integration.Functions.Http;
using Integration.Functions.Security;
using Integration.Workflows.Cases;
using Integration.Workflows.Plans;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Functions.Cases;

/// <summary>Shows cases.</summary>
public sealed class CaseReading(ICaseStore store, CasePlans plans)
{
    /// <summary>When to ask again while a case is open.</summary>
    internal const string RetryAfterSeconds = "2";

    /// <summary>A case: an agency sees its own, a service centre and an operator all.</summary>
    [Function(nameof(GetCase))]
    [AllowedRoles(Role.Agency, Role.ServiceCentre, Role.Operator)]
    public async Task<IActionResult> GetCase(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await CallersCase.FindAsync(store, request, id, cancellation) is not { Record: var record })
        {
            return CallersCase.NotFound();
        }

        if (record.Head.IsOpen)
        {
            request.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        return JsonAnswer.Of(StatusCodes.Status200OK, CaseViews.Of(await plans.OpenAsync(record, cancellation)));
    }
}
