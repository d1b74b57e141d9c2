using System.Globalization;
using System.Text.Json.Nodes;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Catalogue.Hsds;

/// <summary>
/// The catalogue in the names of Open Referral HSDS 3.0: each program is a <c>service</c> of its agency, and each integrated service is
/// the <c>program</c> that brings those services together. HSDS has one language, so there is one export for each. Pure.
/// </summary>
public static class HsdsExport
{
    /// <summary>All services, ordered by name.</summary>
    /// <param name="catalogue">What is exported.</param>
    /// <param name="language"><c>en</c> or <c>fr</c>; anything else is English.</param>
    /// <param name="day">The day whose figures the conditions show.</param>
    public static IReadOnlyList<JsonObject> Services(ServiceCatalogue catalogue, string language, DateOnly day)
    {
        string In(LocalizedText text) => language == "fr" ? text.Fr : text.En;
        return [.. catalogue.Programs.OrderBy(program => In(program.Name), StringComparer.Ordinal)
            .Select(program => Service(catalogue, program, In, day))];
    }

    /// <summary>One page of a list, as the HSDS API wants every list.</summary>
    /// <param name="contents">The whole list.</param>
    /// <param name="page">From 1; a page beyond the last is empty.</param>
    /// <param name="size">Items a page, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The page or the size is below 1.</exception>
    public static JsonObject Page(IReadOnlyList<JsonObject> contents, int page, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var items = contents.Skip((int)Math.Min(((long)page - 1) * size, int.MaxValue)).Take(size).ToList();
        var pages = (contents.Count + size - 1) / size;
        return new JsonObject
        {
            ["total_items"] = contents.Count,
            ["total_pages"] = pages,
            ["page_number"] = page,
            ["size"] = items.Count,
            ["first_page"] = page == 1,
            ["last_page"] = page >= pages,
            ["empty"] = items.Count == 0,
            ["contents"] = new JsonArray([.. items.Select(item => item.DeepClone())]),
        };
    }

    private static JsonObject Service(ServiceCatalogue catalogue, Program program, Func<LocalizedText, string> text, DateOnly day)
    {
        var id = HsdsIdentifier.Of("service", program.Id);
        var service = new JsonObject
        {
            ["id"] = id,
            ["name"] = text(program.Name),
            ["description"] = text(program.Description),
            ["url"] = program.Url.ToString(),
            ["status"] = "active",
            ["organization"] = Organization(catalogue.GetOrganization(program.Agency), text),
            ["service_areas"] = new JsonArray(Area(program)),
            ["languages"] = new JsonArray(Language(program, "en", "English"), Language(program, "fr", "French")),
        };
        if (Conditions(program, text, day) is { Length: > 0 } conditions)
        {
            service["eligibility_description"] = conditions;
        }

        if (catalogue.Services.FirstOrDefault(offered => Offers(offered, program)) is { } integrated)
        {
            service["program"] = Bundle(integrated, text);
        }

        return service;
    }

    private static bool Offers(IntegratedService service, Program program) =>
        service.Plan.SelectMany(stage => stage.Tasks).Any(task => task.Subject == program.Id);

    private static JsonObject Organization(Organization organization, Func<LocalizedText, string> text) => new()
    {
        ["id"] = HsdsIdentifier.Of("organization", organization.Id),
        ["name"] = text(organization.Name),
        ["description"] = text(organization.Description),
        ["website"] = organization.Url.ToString(),
    };

    private static JsonObject Bundle(IntegratedService service, Func<LocalizedText, string> text) => new()
    {
        ["id"] = HsdsIdentifier.Of("program", service.Id),
        ["organization_id"] = HsdsIdentifier.Of("organization", service.Intake),
        ["name"] = text(service.Name),
        ["description"] = text(service.Description),
    };

    private static JsonObject Area(Program program) => new()
    {
        ["id"] = HsdsIdentifier.Of("service_area", program.Id),
        ["name"] = program.Jurisdiction.ToUpper(CultureInfo.InvariantCulture),
    };

    private static JsonObject Language(Program program, string code, string name) => new()
    {
        ["id"] = HsdsIdentifier.Of("language", $"{program.Id}/{code}"),
        ["name"] = name,
        ["code"] = code,
    };

    private static string Conditions(Program program, Func<LocalizedText, string> text, DateOnly day)
    {
        var periods = program.Parameters.Select(table => table.PeriodFor(day)).OfType<ParameterPeriod>().ToList();
        if (periods.Count < program.Parameters.Count)
        {
            return "";
        }

        var parameters = new ParameterSheet(periods);
        return string.Join(' ', program.Rules.Rules.Where(rule => !rule.YieldsAmount)
            .Select(rule => text(DeterminationReasons.Of(program, rule.Unmet, parameters).Text)).Distinct());
    }
}
