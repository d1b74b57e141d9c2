using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Integration.Workflows.Evidence;

namespace Integration.Workflows.Catalogue.Loading;

/// <summary>What the files of all packs say, each thing with its place.</summary>
internal sealed class PackContent
{
    private readonly HashSet<string> _idsOfBrokenFiles = new(StringComparer.Ordinal);
    private Dictionary<string, Program>? _programs;
    private Dictionary<string, Participant>? _participants;

    public required IReadOnlyList<Located<Organization>> Organizations { get; init; }

    public required IReadOnlyList<Located<Participant>> Participants { get; init; }

    public required IReadOnlyList<Located<Agreement>> Agreements { get; init; }

    public required IdentityContent Identity { get; init; }

    public required IReadOnlyList<Located<DirectoryEntry>> Directory { get; init; }

    public required IReadOnlyList<Located<EvidenceRegister>> EvidenceRegisters { get; init; }

    public required IReadOnlyList<Located<Delegation>> Delegations { get; init; }

    public required IReadOnlyList<Located<ConsentNotice>> ConsentNotices { get; init; }

    public required IReadOnlyList<Located<Program>> Programs { get; init; }

    public required IReadOnlyList<Located<IntegratedService>> Services { get; init; }

    /// <summary>Reads valid files into records; rules are bound and application schemas parsed on the way.</summary>
    public static PackContent From(IReadOnlyList<PackFile> files, ConcurrentBag<CatalogueError> errors)
    {
        var valid = files.Where(file => file.IsValid).ToLookup(file => file.Kind ?? "");
        IReadOnlyList<Located<Program>> programs = [];
        IReadOnlyList<Located<IntegratedService>> services = [];
        IReadOnlyList<Located<Organization>> organizations = [];
        IReadOnlyList<Located<Participant>> participants = [];
        IReadOnlyList<Located<Agreement>> agreements = [];
        IReadOnlyList<Located<DirectoryEntry>> directory = [];
        IReadOnlyList<Located<EvidenceRegister>> registers = [];
        IReadOnlyList<Located<Delegation>> delegations = [];
        IReadOnlyList<Located<ConsentNotice>> notices = [];
        var identity = new IdentityContent([], [], [], []);
        Parallel.Invoke(
            () => programs = ReadAll(valid[PackSchemas.Program], new ProgramReader(errors).Read),
            () =>
            {
                organizations = List(valid[PackSchemas.Organizations], "organizations", CatalogueJson.Default.Organization);
                participants = List(valid[PackSchemas.Participants], "participants", CatalogueJson.Default.Participant);
                agreements = List(valid[PackSchemas.Agreements], "agreements", CatalogueJson.Default.Agreement);
                directory = List(valid[PackSchemas.ReferenceDirectory], "entries", CatalogueJson.Default.DirectoryEntry);
                registers = [.. valid[PackSchemas.EvidenceRegister].Select(file => new Located<EvidenceRegister>(
                    file.Root.Deserialize(CatalogueJson.Default.EvidenceRegister)!, file.Path, "", file.Root))];
                delegations = List(valid[PackSchemas.Delegations], "delegations", CatalogueJson.Default.Delegation);
                notices = List(valid[PackSchemas.ConsentNotices], "notices", CatalogueJson.Default.ConsentNotice);
                identity = IdentityContent.From(valid);
                var schemas = valid[""].ToDictionary(file => file.Path, StringComparer.Ordinal);
                services = ReadAll(valid[PackSchemas.Service], new ServiceReader(schemas, errors).Read);
            });
        var content = new PackContent
        {
            Organizations = organizations,
            Participants = participants,
            Agreements = agreements,
            Directory = directory,
            EvidenceRegisters = registers,
            Delegations = delegations,
            ConsentNotices = notices,
            Identity = identity,
            Programs = programs,
            Services = services,
        };
        var read = content.Programs.Select(program => program.File).Concat(content.Services.Select(service => service.File)).ToHashSet();
        bool IsBroken(PackFile file) =>
            !file.IsValid || (file.Kind is PackSchemas.Program or PackSchemas.Service && !read.Contains(file.Path));
        foreach (var file in files.Where(IsBroken))
        {
            CollectIds(file.Root, content._idsOfBrokenFiles);
        }

        return content;
    }

    /// <summary>Whether an id stands in a file that could not be read; a reference to it is not an error of its own.</summary>
    public bool IsDoubtful(string id) => _idsOfBrokenFiles.Contains(id);

    /// <summary>The first program of that id, or null.</summary>
    public Program? FindProgram(string? id) =>
        id is null ? null : (_programs ??= ById(Programs, program => program.Id)).GetValueOrDefault(id);

    /// <summary>The first participant of that id, or null.</summary>
    public Participant? FindParticipant(string? id) =>
        id is null ? null : (_participants ??= ById(Participants, participant => participant.Id)).GetValueOrDefault(id);

    /// <summary>The content without places.</summary>
    public CatalogueContent ToContent()
    {
        var programs = Programs.ToDictionary(item => item.Value.Id, item => item.Value, StringComparer.Ordinal);
        return new(
            Organizations.Select(item => item.Value),
            Participants.Select(item => item.Value),
            Agreements.Select(item => item.Value),
            Identity.Providers.Select(item => item.Value),
            Identity.ToPolicy(),
            programs.Values,
            Services.Select(item => IdentityLevels.Fill(item.Value, programs)),
            Directory.Select(item => item.Value),
            EvidenceRegisters.Select(item => item.Value),
            Delegations.Select(item => item.Value),
            ConsentNotices.Select(item => item.Value),
            new CatalogueDocuments()
                .With(CatalogueDocuments.Organizations, Organizations.Select(item => (item.Value.Id, item.Written)))
                .With(CatalogueDocuments.Participants, Participants.Select(item => (item.Value.Id, item.Written)))
                .With(CatalogueDocuments.Agreements, Agreements.Select(item => (item.Value.Id, item.Written)))
                .With(CatalogueDocuments.ConsentNotices, ConsentNotices.Select(item => (item.Value.Id, item.Written)))
                .With(CatalogueDocuments.Delegations, Delegations.Select(item => (item.Value.Id, item.Written)))
                .With(CatalogueDocuments.IdentityProviders, Identity.Providers.Select(item => (item.Value.Id, item.Written)))
                .With(CatalogueDocuments.Programs, Programs.Select(item => (item.Value.Id, item.Written)))
                .With(CatalogueDocuments.Services, Services.Select(item => (item.Value.Id, item.Written))));
    }

    /// <summary>The items of a list in each of some files.</summary>
    public static List<Located<T>> List<T>(IEnumerable<PackFile> files, string property, JsonTypeInfo<T> type) =>
    [
        .. files.SelectMany(file => file.Root.GetProperty(property).EnumerateArray().Index().Select(item =>
            new Located<T>(item.Item.Deserialize(type)!, file.Path, JsonPointer.Append("/" + property, item.Index), item.Item))),
    ];

    private static Dictionary<string, T> ById<T>(IEnumerable<Located<T>> items, Func<T, string> id) =>
        items.Select(item => item.Value).DistinctBy(id, StringComparer.Ordinal).ToDictionary(id, StringComparer.Ordinal);

    private static List<Located<T>> ReadAll<T>(IEnumerable<PackFile> files, Func<PackFile, Located<T>?> read)
    {
        var inOrder = files.ToList();
        var things = new Located<T>?[inOrder.Count];
        Parallel.For(0, inOrder.Count, i => things[i] = read(inOrder[i]));
        return [.. things.OfType<Located<T>>()];
    }

    private static void CollectIds(JsonElement at, HashSet<string> ids)
    {
        if (at.ValueKind == JsonValueKind.Object)
        {
            if (at.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String)
            {
                ids.Add(id.GetString() ?? "");
            }

            foreach (var property in at.EnumerateObject())
            {
                CollectIds(property.Value, ids);
            }
        }
        else if (at.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in at.EnumerateArray())
            {
                CollectIds(item, ids);
            }
        }
    }
}
