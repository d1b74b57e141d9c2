using Integration.Functions.Http;
using Integration.Functions.Security;
using Integration.Workflows.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Integration.Functions.Cases;

/// <summary>Ends cases that are not wanted any more.</summary>
public sealed class CaseWithdrawing(ICaseStore store, CaseWithdrawal withdrawal)
{
    /// <summary>Withdraws a case; again changes nothing.</summary>
    [Function(nameof(WithdrawCase))]
    [AllowedRoles(Role.Agency)]
    public async Task<IActionResult> WithdrawCase(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/withdrawal")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        var caller = Caller.Of(request.HttpContext);
        if (await store.FindAsync(id, cancellation) is not { } record || caller.ClientId != record.Head.Agency)
        {
            return CallersCase.NotFound();
        }

        var head = await withdrawal.WithdrawAsync(id, caller.ClientId, cancellation);
        if (head is not { Status: CaseStatus.Withdrawn })
        {
            return Problems.Of(StatusCodes.Status409Conflict, "The case has ended already.");
        }

        if (head.Attempt > 0)
        {
            // It is stored: the orchestration is told, also when the caller has hung up.
            var instance = new CaseAttempt(id, head.Attempt).InstanceId;
            await client.RaiseEventAsync(instance, CaseWithdrawal.Event, "withdrawn", CancellationToken.None);
        }

        return JsonAnswer.Of(StatusCodes.Status200OK, new { id, status = head.Status, closedAt = head.ClosedAt });
    }
}
