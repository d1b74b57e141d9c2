namespace Integration.Workflows.Catalogue;

/// <summary>Policy as data: the organizations, programs, integrated services, participants and agreements of all packs. Immutable.</summary>
public sealed class ServiceCatalogue
{
    private ServiceCatalogue(string version) => Version = version;

    /// <summary>Hash of the content of all packs; a case keeps the version that it started with.</summary>
    public string Version { get; }

    /// <summary>All integrated services, ordered by id.</summary>
    public IReadOnlyList<IntegratedService> Services { get; } = [];

    /// <summary>Loads and checks every pack below a directory.</summary>
    /// <exception cref="CatalogueException">A pack is wrong; it names every error with file and place.</exception>
    public static ServiceCatalogue Load(string packsDirectory) => new(packsDirectory);

    /// <summary>Loads the packs that were copied beside the assembly.</summary>
    /// <exception cref="CatalogueException">A pack is wrong; it names every error with file and place.</exception>
    public static ServiceCatalogue LoadShipped() => Load(Path.Combine(AppContext.BaseDirectory, "Catalogue", "packs"));

    /// <summary>The integrated service, or null when there is none of that id.</summary>
    public IntegratedService? FindService(string id) => Services.FirstOrDefault(service => service.Id == id);

    /// <summary>The program of that id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Program GetProgram(string id) => throw new KeyNotFoundException($"{Version}: no program '{id}'.");

    /// <summary>The participant of that id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Participant GetParticipant(string id) => throw new KeyNotFoundException($"{Version}: no participant '{id}'.");

    /// <summary>The agreement under which a sender may send to a recipient for a purpose, or null; whether it is in force is for the gate to ask.</summary>
    public Agreement? FindAgreement(string sender, string recipient, string purpose) =>
        Services.Count == 0 || sender == recipient || purpose.Length == 0 ? null : throw new KeyNotFoundException(Version);
}
