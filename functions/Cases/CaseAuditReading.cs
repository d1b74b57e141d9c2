using Integration.Functions.Http;
using Integration.Functions.Security;
using Integration.Workflows.Audit;
using Integration.Workflows.Audit.Verification;
using Integration.Workflows.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Functions.Cases;

/// <summary>Shows what happened to cases, and proves it.</summary>
public sealed class CaseAuditReading(ICaseStore store, CaseAnchors anchors)
{
    /// <summary>
    /// The audit chain of a case, whether it is as it was written, and the anchors that cover it with proofs. An agency sees that of its
    /// own cases: nothing personal is in it, and what it keeps of an anchor is a witness that the store can't take back.
    /// </summary>
    [Function(nameof(GetCaseAudit))]
    [AllowedRoles(Role.Agency, Role.Operator)]
    public async Task<IActionResult> GetCaseAudit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{id}/audit")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await CallersCase.FindAsync(store, request, id, cancellation) is not { Record: var record })
        {
            return CallersCase.NotFound();
        }

        var chain = AuditChain.Verify(id, record.Audit, record.Head.Tip);
        var coverage = await anchors.CoverAsync(new CaseAudit(id, record.Head.Tip, record.Audit), cancellation);
        var isIntact = chain.Intact && coverage.Findings.Count == 0;
        var verification = new { intact = isIntact, brokenAt = chain.BrokenAt, findings = coverage.Findings };
        return JsonAnswer.Of(StatusCodes.Status200OK, new { id, verification, anchors = coverage.Anchors, records = record.Audit });
    }
}
