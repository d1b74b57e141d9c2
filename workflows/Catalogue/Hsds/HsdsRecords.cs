using System.Globalization;
using System.Text.Json.Nodes;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Catalogue.Hsds;

/// <summary>Things of a catalogue as records of Open Referral HSDS 3.0, in one language and with the figures of one day. Pure.</summary>
/// <param name="links">What belongs together in the catalogue.</param>
/// <param name="language"><c>en</c> or <c>fr</c>.</param>
/// <param name="day">The day whose figures the conditions show.</param>
internal sealed class HsdsRecords(HsdsLinks links, string language, DateOnly day)
{
    private static readonly LocalizedText Government = new("government organization", "organisation gouvernementale");
    private static readonly LocalizedText LifeEvents = new("Life events", "Événements de vie");
    private static readonly LocalizedText LifeEventsMeaning = new(
        "What happens to a person and brings programs of several governments together.",
        "Ce qui arrive à une personne et réunit des programmes de plusieurs gouvernements.");

    private static readonly (string Code, LocalizedText Name)[] Languages =
        [("en", new("English", "anglais")), ("fr", new("French", "français"))];

    /// <summary>The key of the one taxonomy.</summary>
    public const string LifeEventsKey = "life-events";

    /// <summary>An agency or partner, with the integrated services that it takes applications for.</summary>
    public JsonObject Organization(Organization organization)
    {
        var record = OrganizationAlone(organization);
        if (organization.Kind == OrganizationKind.Agency)
        {
            record["legal_status"] = In(Government);
        }

        record["organization_identifiers"] = new JsonArray(new JsonObject
        {
            ["id"] = HsdsIdentifier.Of("organization_identifier", organization.Id),
            ["organization_id"] = HsdsIdentifier.Of("organization", organization.Id),
            ["identifier_type"] = "integration-catalogue",
            ["identifier"] = organization.Id,
        });
        record["programs"] = Array(links.TakenInBy(organization).Select(Program));
        return record;
    }

    /// <summary>An integrated service: the HSDS program that brings services together.</summary>
    public JsonObject Program(IntegratedService service) => new()
    {
        ["id"] = HsdsIdentifier.Of("program", service.Id),
        ["organization_id"] = HsdsIdentifier.Of("organization", service.Intake),
        ["name"] = In(service.Name),
        ["description"] = In(service.Description),
    };

    /// <summary>A program: the HSDS service of its agency.</summary>
    public JsonObject Service(Program program)
    {
        var figures = Figures(program);
        var offers = links.ThatOffer(program);
        var record = new JsonObject
        {
            ["id"] = ServiceId(program),
            ["name"] = In(program.Name),
            ["description"] = In(program.Description),
            ["url"] = program.Url.AbsoluteUri,
            ["status"] = "active",
            ["eligibility_description"] = Conditions(program, figures),
            ["minimum_age"] = Figure(figures, "minimumAge"),
            ["maximum_age"] = Figure(figures, "maximumAge"),
            ["application_process"] = Process(offers),
            ["organization"] = OrganizationAlone(links.AgencyOf(program)),
            ["program"] = offers.Count == 0 ? null : Program(offers[0]),
            ["service_areas"] = new JsonArray(Area(program)),
            ["languages"] = Array(Languages.Select(spoken => Language(program, spoken.Code, spoken.Name))),
            ["required_documents"] = Array(program.Facts.Select(fact => RequiredDocument(program, fact.Key, fact.Value))),
            ["attributes"] = Array(offers.Select(service => Attribute(program, service))),
        };
        return WithoutNulls(record);
    }

    /// <summary>The one taxonomy: life events.</summary>
    public JsonObject Taxonomy() => new()
    {
        ["id"] = HsdsIdentifier.Of("taxonomy", LifeEventsKey),
        ["name"] = In(LifeEvents),
        ["description"] = In(LifeEventsMeaning),
    };

    /// <summary>The life event of an integrated service.</summary>
    public JsonObject TaxonomyTerm(IntegratedService service) => new()
    {
        ["id"] = HsdsIdentifier.Of("taxonomy_term", service.Id),
        ["code"] = service.Id,
        ["name"] = In(service.Name),
        ["description"] = In(service.Description),
        ["taxonomy"] = In(LifeEvents),
        ["taxonomy_id"] = HsdsIdentifier.Of("taxonomy", LifeEventsKey),
        ["language"] = language,
    };

    private static string ServiceId(Program program) => HsdsIdentifier.Of("service", program.Id);

    private static JsonArray Array(IEnumerable<JsonObject> records) => new([.. records]);

    private static JsonObject WithoutNulls(JsonObject record)
    {
        foreach (var (name, _) in record.Where(member => member.Value is null).ToList())
        {
            record.Remove(name);
        }

        return record;
    }

    private static JsonObject Area(Program program) => new()
    {
        ["id"] = HsdsIdentifier.Of("service_area", program.Id),
        ["service_id"] = ServiceId(program),
        ["name"] = program.Jurisdiction.ToUpper(CultureInfo.InvariantCulture),
    };

    private static JsonValue? Figure(IReadOnlyList<ParameterPeriod> figures, string name) =>
        figures.Select(period => period.Values.GetValueOrDefault(name)).FirstOrDefault(value => value is { HasRows: false }) is { } value
            ? JsonValue.Create(value.Single)
            : null;

    /// <summary>The figures of the day, or none when some are not there.</summary>
    private List<ParameterPeriod> Figures(Program program)
    {
        List<ParameterPeriod> periods = [.. program.Parameters.Select(table => table.PeriodFor(day)).OfType<ParameterPeriod>()];
        return periods.Count == program.Parameters.Count ? periods : [];
    }

    private string In(LocalizedText text) => language == "fr" ? text.Fr : text.En;

    private JsonObject OrganizationAlone(Organization organization) => new()
    {
        ["id"] = HsdsIdentifier.Of("organization", organization.Id),
        ["name"] = In(organization.Name),
        ["description"] = In(organization.Description),
        ["website"] = organization.Url.AbsoluteUri,
    };

    private JsonObject Language(Program program, string code, LocalizedText name) => new()
    {
        ["id"] = HsdsIdentifier.Of("language", $"{program.Id}/{code}"),
        ["service_id"] = ServiceId(program),
        ["name"] = In(name),
        ["code"] = code,
    };

    private JsonObject RequiredDocument(Program program, string fact, FactDefinition definition) => new()
    {
        ["id"] = HsdsIdentifier.Of("required_document", $"{program.Id}/{fact}"),
        ["service_id"] = ServiceId(program),
        ["document"] = In(definition.Label),
    };

    private JsonObject Attribute(Program program, IntegratedService service) => new()
    {
        ["id"] = HsdsIdentifier.Of("attribute", $"{program.Id}/{service.Id}"),
        ["link_id"] = ServiceId(program),
        ["taxonomy_term_id"] = HsdsIdentifier.Of("taxonomy_term", service.Id),
        ["link_type"] = "life-event",
        ["link_entity"] = "service",
        ["taxonomy_term"] = TaxonomyTerm(service),
    };

    private string? Process(IReadOnlyList<IntegratedService> offers) => offers.Count == 0
        ? null
        : string.Join(' ', offers.Select(service => In(new(
            $"Apply once through “{service.Name.En}”: {links.IntakeOf(service).Name.En} takes the application.",
            $"Une seule demande, au moyen de « {service.Name.Fr} » : {links.IntakeOf(service).Name.Fr} la reçoit."))));

    private string? Conditions(Program program, List<ParameterPeriod> figures)
    {
        if (figures.Count < program.Parameters.Count)
        {
            return null;
        }

        var parameters = new ParameterSheet(figures);
        var texts = program.Rules.Rules.Where(rule => !rule.YieldsAmount)
            .Select(rule => In(DeterminationReasons.Of(program, rule.Unmet, parameters).Text)).Distinct();
        return string.Join(' ', texts) is { Length: > 0 } text ? text : null;
    }
}
