using Integration.Workflows.Catalogue.Loading;
using Integration.Workflows.Evidence;

namespace Integration.Workflows.Catalogue;

/// <summary>
/// Policy as data: the organizations, programs, integrated services, participants and agreements of all packs. Immutable.
/// </summary>
public sealed class ServiceCatalogue
{
    private readonly Dictionary<string, IntegratedService> _services;
    private readonly Dictionary<string, Program> _programs;
    private readonly Dictionary<string, Participant> _participants;
    private readonly Dictionary<string, Organization> _organizations;
    private readonly Dictionary<string, IdentityProvider> _identityProviders;
    private readonly ILookup<(string Program, string Delegate), Delegation> _delegations;
    private readonly Dictionary<string, Agreement> _agreementsById;
    private readonly Dictionary<(string Sender, string Recipient, string Purpose), Agreement[]> _agreements;

    internal ServiceCatalogue(string version, IReadOnlyList<CatalogueFile> files, CatalogueContent content)
    {
        Version = version;
        Files = files;
        Documents = content.Documents;
        Services = InOrder(content.Services, service => service.Id);
        Programs = InOrder(content.Programs, program => program.Id);
        Participants = InOrder(content.Participants, participant => participant.Id);
        Organizations = InOrder(content.Organizations, organization => organization.Id);
        Agreements = InOrder(content.Agreements, agreement => agreement.Id);
        IdentityProviders = InOrder(content.IdentityProviders, provider => provider.Id);
        Identity = content.Identity;
        _services = Services.ToDictionary(service => service.Id, StringComparer.Ordinal);
        _programs = Programs.ToDictionary(program => program.Id, StringComparer.Ordinal);
        _participants = Participants.ToDictionary(participant => participant.Id, StringComparer.Ordinal);
        _organizations = Organizations.ToDictionary(organization => organization.Id, StringComparer.Ordinal);
        _identityProviders = IdentityProviders.ToDictionary(provider => provider.Id, StringComparer.Ordinal);
        Directory = new(content.Directory);
        Delegations = InOrder(content.Delegations, delegation => delegation.Id);
        _delegations = Delegations.ToLookup(delegation => (delegation.Program, delegation.Delegate));
        ConsentNotices = InOrder(content.ConsentNotices, notice => notice.Id);
        EvidenceRegisters = [.. content.EvidenceRegisters];
        _agreementsById = Agreements.ToDictionary(agreement => agreement.Id, StringComparer.Ordinal);
        _agreements = Agreements.GroupBy(agreement => (agreement.Sender, agreement.Recipient, agreement.Purpose))
            .ToDictionary(group => group.Key, group => group.OrderByDescending(agreement => agreement.From).ToArray());
    }

    /// <summary>Hash of the content of all packs; a case keeps the version that it started with.</summary>
    public string Version { get; }

    /// <summary>What it was loaded from, ordered by path.</summary>
    public IReadOnlyList<CatalogueFile> Files { get; }

    /// <summary>All integrated services, ordered by id.</summary>
    public IReadOnlyList<IntegratedService> Services { get; }

    /// <summary>All programs, ordered by id.</summary>
    public IReadOnlyList<Program> Programs { get; }

    /// <summary>All participants, ordered by id.</summary>
    public IReadOnlyList<Participant> Participants { get; }

    /// <summary>All organizations, ordered by id.</summary>
    public IReadOnlyList<Organization> Organizations { get; }

    /// <summary>All agreements, ordered by id.</summary>
    public IReadOnlyList<Agreement> Agreements { get; }

    /// <summary>All identity providers, ordered by id.</summary>
    public IReadOnlyList<IdentityProvider> IdentityProviders { get; }

    /// <summary>All delegations, ordered by id.</summary>
    public IReadOnlyList<Delegation> Delegations { get; }

    /// <summary>All consent notices, of all times, ordered by purpose and version.</summary>
    public IReadOnlyList<ConsentNotice> ConsentNotices { get; }

    /// <summary>Who holds which evidence.</summary>
    public ReferenceDirectory Directory { get; }

    /// <summary>What the holders of evidence that are hosted here answer from.</summary>
    public IReadOnlyList<EvidenceRegister> EvidenceRegisters { get; }

    /// <summary>What identity checks go by, beside the providers.</summary>
    public IdentityPolicy Identity { get; }

    /// <summary>Everything as it is written in the packs.</summary>
    internal CatalogueDocuments Documents { get; }

    /// <summary>Loads and checks every pack below a directory.</summary>
    /// <exception cref="CatalogueException">A pack is wrong; it names every error with file and place.</exception>
    public static ServiceCatalogue Load(string packsDirectory) => Load(PacksDirectory.Read(packsDirectory));

    /// <summary>Checks the files of all packs together and makes a catalogue of them.</summary>
    /// <exception cref="CatalogueException">A pack is wrong; it names every error with file and place.</exception>
    public static ServiceCatalogue Load(IEnumerable<CatalogueFile> files) => CatalogueLoader.Load(files);

    /// <summary>Loads the packs that were copied beside the assembly.</summary>
    /// <exception cref="CatalogueException">A pack is wrong; it names every error with file and place.</exception>
    public static ServiceCatalogue LoadShipped() => Load(PacksDirectory.Shipped);

    /// <summary>The integrated service, or null when there is none of that id.</summary>
    public IntegratedService? FindService(string id) => _services.GetValueOrDefault(id);

    /// <summary>The program of that id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Program GetProgram(string id) => Get(_programs, id);

    /// <summary>The participant of that id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Participant GetParticipant(string id) => Get(_participants, id);

    /// <summary>The organization of that id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Organization GetOrganization(string id) => Get(_organizations, id);

    /// <summary>The country that an organization belongs to: the first part of its jurisdiction.</summary>
    /// <exception cref="KeyNotFoundException">There is no such organization.</exception>
    public string CountryOf(string organization) => GetOrganization(organization).Jurisdiction.Split('-')[0];

    /// <summary>The identity provider, or null when there is none of that id.</summary>
    public IdentityProvider? FindIdentityProvider(string id) => _identityProviders.GetValueOrDefault(id);

    /// <summary>The agreement of that id, or null.</summary>
    public Agreement? FindAgreement(string id) => _agreementsById.GetValueOrDefault(id);

    /// <summary>
    /// The latest agreement under which an organization may send to a participant for a purpose, or null; whether it is in force is
    /// for the gate to ask.
    /// </summary>
    public Agreement? FindAgreement(string sender, string recipient, string purpose) =>
        _agreements.GetValueOrDefault((sender, recipient, purpose))?[0];

    /// <summary>The agreement of a day, or null; agreements of the same parties and purpose never overlap.</summary>
    public Agreement? FindAgreement(string sender, string recipient, string purpose, DateOnly day) =>
        _agreements.GetValueOrDefault((sender, recipient, purpose))?.FirstOrDefault(agreement => agreement.InForce(day));

    /// <summary>The service that an event of a sender starts, or null; a sender's event starts one service at most.</summary>
    public (IntegratedService Service, EventStart Start)? FindStart(string eventType, string sender)
    {
        foreach (var service in Services)
        {
            if (service.StartedBy.FirstOrDefault(start => start.Event == eventType && start.Sender == sender) is { } start)
            {
                return (service, start);
            }
        }

        return null;
    }

    /// <summary>The delegations of a program to an organization, in force or not.</summary>
    public IEnumerable<Delegation> DelegationsOf(string program, string organization) => _delegations[(program, organization)];

    /// <summary>The notice that is shown for a purpose on a day, or null.</summary>
    public ConsentNotice? NoticeOf(string purpose, DateOnly day) =>
        ConsentNotices.Where(notice => notice.Purpose == purpose && notice.From <= day).MaxBy(notice => notice.From);

    /// <summary>The purposes of a service's plan for which an agreement needs the person's consent, in the order of the plan.</summary>
    public IReadOnlyList<string> PurposesThatNeedConsent(IntegratedService service) =>
    [
        .. service.Plan.SelectMany(stage => stage.Tasks)
            .Where(task => ParticipantsOf(task).Any(id => FindAgreement(service.Intake, id, task.Purpose) is { ConsentRequired: true }))
            .Select(task => task.Purpose)
            .Distinct(),
    ];

    /// <summary>Everybody whom a task of a plan may turn to.</summary>
    public IEnumerable<string> ParticipantsOf(PlannedTask task) =>
        task.Providers?.From ?? (task.Participant is { } only ? [only] : Directory.HoldersOf(task.Subject ?? ""));

    private static T[] InOrder<T>(IEnumerable<T> items, Func<T, string> id) => [.. items.OrderBy(id, StringComparer.Ordinal)];

    private static T Get<T>(Dictionary<string, T> items, string id) =>
        items.TryGetValue(id, out var item) ? item : throw new KeyNotFoundException($"The catalogue has no {typeof(T).Name} '{id}'.");
}
