using Integration.Functions.Security;
using Integration.Workflows.Cases;
using Microsoft.AspNetCore.Mvc;

namespace Integration.Functions.Cases;

/// <summary>A case that its caller may see: an agency its own, a service centre and an operator any.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Record">The case.</param>
internal sealed record CallersCase(Caller Caller, CaseRecord Record)
{
    /// <summary>What is not there and what is not for the caller look the same.</summary>
    public static ObjectResult NotFound() => Problems.Of(StatusCodes.Status404NotFound, "There is no such case.");

    /// <summary>The case; null where there is none for the caller.</summary>
    public static async Task<CallersCase?> FindAsync(ICaseStore store, HttpRequest request, string id, CancellationToken cancellation)
    {
        var caller = Caller.Of(request.HttpContext);
        return await store.FindAsync(id, cancellation) is { } record && MaySee(caller, record.Head) ? new(caller, record) : null;
    }

    private static bool MaySee(Caller caller, CaseHead head) =>
        caller.Roles.Contains(Role.Operator) || caller.Roles.Contains(Role.ServiceCentre) || caller.ClientId == head.Agency;
}
