using System.Text.Json;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Applications;

/// <summary>
/// Checks an application document against the schema and the checks of its integrated service. What it accepts can be stored and
/// sent; what it refuses is described field by field, never with the value itself.
/// </summary>
/// <param name="catalogue">Where the services are.</param>
/// <param name="time">Says what day it is; the system clock by default.</param>
public sealed class ApplicationValidator(ServiceCatalogue catalogue, TimeProvider? time = null)
{
    /// <summary>The largest document that is looked at, in bytes.</summary>
    public const int MaximumSize = 128 * 1024;

    // A child may be born on a day that has not begun in UTC: the day counts where it begins first.
    private static readonly TimeSpan EasternmostOffset = TimeSpan.FromHours(14);

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Checks a document; never throws for what is in it.</summary>
    public ApplicationCheck Check(string serviceId, ReadOnlyMemory<byte> utf8Json) =>
        Read(serviceId, utf8Json, (service, application) => ErrorsIn(service, application));

    /// <summary>
    /// Checks a document in which anything may be missing: what is there must be right, of the right type and form. Consent is not asked
    /// for. Never throws for what is in it.
    /// </summary>
    /// <param name="serviceId">The integrated service.</param>
    /// <param name="utf8Json">The document.</param>
    /// <param name="asOf">The day that it is looked at for: when it lies ahead, so may what will be past by then.</param>
    public ApplicationCheck CheckPartial(string serviceId, ReadOnlyMemory<byte> utf8Json, DateOnly asOf) =>
        Read(serviceId, utf8Json, (service, application) => ErrorsInPart(service, application, asOf));

    private ApplicationCheck Read(
        string serviceId, ReadOnlyMemory<byte> utf8Json, Func<IntegratedService, JsonElement, IReadOnlyList<FieldError>> errorsIn)
    {
        if (catalogue.FindService(serviceId) is not { } service)
        {
            return new ApplicationCheck.UnknownService(serviceId, [.. catalogue.Services.Select(known => known.Id)]);
        }

        if (utf8Json.Length > MaximumSize)
        {
            return new ApplicationCheck.NotJson(FormattableString.Invariant($"The document is larger than {MaximumSize} bytes."));
        }

        try
        {
            return Read(service, utf8Json.Span, errorsIn);
        }
        catch (JsonException error)
        {
            return new ApplicationCheck.NotJson(Describe(error));
        }
    }

    private static ApplicationCheck Read(
        IntegratedService service, ReadOnlySpan<byte> utf8Json, Func<IntegratedService, JsonElement, IReadOnlyList<FieldError>> errorsIn)
    {
        if (JsonText.Parse(utf8Json, out var repeated) is not { } application)
        {
            return new ApplicationCheck.Invalid(
                [.. repeated.Select(pointer => new FieldError(pointer, "repeated-property", "This property is given more than once."))]);
        }

        var errors = errorsIn(service, application);
        return errors.Count > 0 ? new ApplicationCheck.Invalid(errors) : new ApplicationCheck.Accepted(application);
    }

    private IReadOnlyList<FieldError> ErrorsIn(IntegratedService service, JsonElement application)
    {
        var errors = service.ApplicationSchema.Check(application, LatestDay());
        return errors.Count > 0
            ? errors
            : [.. CrossFieldChecks.Find(service, application), .. ConsentChecks.Find(catalogue, service, application),
                .. EvidenceChecks.Find(application)];
    }

    private IReadOnlyList<FieldError> ErrorsInPart(IntegratedService service, JsonElement application, DateOnly asOf)
    {
        var latestDay = LatestDay();
        var errors = service.ApplicationSchema.Check(application, asOf > latestDay ? asOf : latestDay, isPartial: true);
        return errors.Count > 0 ? errors : [.. CrossFieldChecks.Find(service, application)];
    }

    private DateOnly LatestDay() => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime + EasternmostOffset);

    private static string Describe(JsonException error) =>
        error is { LineNumber: { } line, BytePositionInLine: { } position }
            ? FormattableString.Invariant($"The document is not JSON: it breaks at line {line + 1}, byte {position + 1}.")
            : $"The document is not JSON: {error.Message}";
}
