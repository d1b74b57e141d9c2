using System.Globalization;
using Integration.Functions.Applications;
using Integration.Functions.Http;
using Integration.Functions.Security;
using Integration.Workflows.Applications;
using Integration.Workflows.Eligibility;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Functions.Eligibility;

/// <summary>What if: what the programs of a service would answer. Stores nothing, sends nothing, logs no content.</summary>
public sealed class ServiceEstimate(ApplicationValidator validator, ServiceEstimator estimator, TimeProvider time)
{
    private static readonly DateOnly Earliest = new(1990, 1, 1);
    private static readonly DateOnly Latest = new(2100, 12, 31);

    /// <summary>Open to anyone: it needs no name and no number, and it knows of nobody.</summary>
    [Function(nameof(EstimateService))]
    [OpenToAnyone]
    public async Task<IActionResult> EstimateService(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "services/{service}/estimate")] HttpRequest request,
        string service,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (DayOf(request) is not { } asOf)
        {
            return Problems.Of(
                400, "The day is not one to decide for.",
                $"Write asOf as YYYY-MM-DD, {Iso(Earliest)} to {Iso(Latest)}, or leave it out for today.");
        }

        var (body, unreadable) = await JsonBody.ReadAsync(request, cancellation);
        if (unreadable is not null)
        {
            return unreadable;
        }

        var check = validator.CheckPartial(service, body, asOf);
        return check is ApplicationCheck.Accepted { Application: var application }
            ? JsonAnswer.Of(StatusCodes.Status200OK, await estimator.EstimateAsync(service, application, asOf, cancellation))
            : ApplicationRefusal.Of(check)!;
    }

    private DateOnly? DayOf(HttpRequest request)
    {
        if (!request.Query.TryGetValue("asOf", out var given))
        {
            return DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        }

        return DateOnly.TryParseExact(given.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day >= Earliest && day <= Latest
                ? day
                : null;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
