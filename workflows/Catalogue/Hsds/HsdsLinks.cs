namespace Integration.Workflows.Catalogue.Hsds;

/// <summary>What belongs together in a catalogue, looked up once: records are made one at a time.</summary>
internal sealed class HsdsLinks(ServiceCatalogue catalogue)
{
    private readonly ILookup<string, IntegratedService> _offers = catalogue.Services
        .SelectMany(service => service.Plan.SelectMany(stage => stage.Tasks).Select(task => task.Subject).OfType<string>().Distinct()
            .Select(subject => (Subject: subject, Service: service)))
        .ToLookup(offer => offer.Subject, offer => offer.Service, StringComparer.Ordinal);

    private readonly ILookup<string, IntegratedService> _intakes =
        catalogue.Services.ToLookup(service => service.Intake, StringComparer.Ordinal);

    /// <summary>The integrated services whose plan asks for a program, ordered by id.</summary>
    public IReadOnlyList<IntegratedService> ThatOffer(Program program) => [.. _offers[program.Id]];

    /// <summary>The integrated services whose applications an organization takes.</summary>
    public IEnumerable<IntegratedService> TakenInBy(Organization organization) => _intakes[organization.Id];

    /// <summary>Who owns a program.</summary>
    public Organization AgencyOf(Program program) => catalogue.GetOrganization(program.Agency);

    /// <summary>Who takes the applications of an integrated service.</summary>
    public Organization IntakeOf(IntegratedService service) => catalogue.GetOrganization(service.Intake);
}
