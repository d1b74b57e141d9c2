namespace Integration.Workflows.Catalogue.Loading;

/// <summary>Whatever names something else names something that exists and fits.</summary>
internal static class CrossReferences
{
    /// <summary>Every reference that leads nowhere, every id that is taken, every agreement that overlaps another.</summary>
    public static IEnumerable<CatalogueError> Check(PackContent pack) =>
    [
        .. Unique(pack.Organizations, item => item.Id),
        .. Unique(pack.Participants, item => item.Id),
        .. Unique(pack.Agreements, item => item.Id),
        .. Unique(pack.Delegations, item => item.Id),
        .. Unique(pack.ConsentNotices, item => item.Id),
        .. Unique(pack.Identity.Providers, item => item.Id),
        .. Unique(pack.Programs, item => item.Id),
        .. Unique(pack.Services, item => item.Id),
        .. References(pack),
        .. Overlaps(pack.Agreements),
        .. Notices(pack),
        .. new IdentityChecks(pack).Check(),
        .. new ServiceChecks(pack).Check(),
    ];

    /// <summary>Every id that is taken.</summary>
    public static IEnumerable<CatalogueError> Unique<T>(IEnumerable<Located<T>> items, Func<T, string> id) =>
        items.GroupBy(item => id(item.Value), StringComparer.Ordinal)
            .SelectMany(group => group.Skip(1).Select(item => item.Error(
                "/id", $"The id '{group.Key}' is taken in {group.First().File}#{group.First().Pointer}.", "Give it an id of its own.")));

    private static IEnumerable<CatalogueError> References(PackContent pack)
    {
        var organizations = pack.Organizations.Select(item => item.Value.Id).ToHashSet();
        var agencies = pack.Organizations.Select(item => item.Value)
            .Where(item => item.Kind == OrganizationKind.Agency).Select(item => item.Id).ToHashSet();
        var participants = pack.Participants.Select(item => item.Value.Id).ToHashSet();
        var programs = pack.Programs.Select(item => item.Value.Id).ToHashSet();
        bool Missing(HashSet<string> known, string id) => !known.Contains(id) && !pack.IsDoubtful(id);

        return
        [
            .. pack.Participants.Where(item => Missing(organizations, item.Value.Organization))
                .Select(item => Unknown(item, "/organization", "organization", item.Value.Organization)),
            .. pack.Identity.Providers.Where(item => Missing(organizations, item.Value.Organization))
                .Select(item => Unknown(item, "/organization", "organization", item.Value.Organization)),
            .. pack.Agreements.Where(item => Missing(organizations, item.Value.Sender))
                .Select(item => Unknown(item, "/sender", "organization", item.Value.Sender)),
            .. pack.Agreements.Where(item => Missing(participants, item.Value.Recipient))
                .Select(item => Unknown(item, "/recipient", "participant", item.Value.Recipient)),
            .. pack.Directory.Where(item => Missing(participants, item.Value.Holder))
                .Select(item => Unknown(item, "/holder", "participant", item.Value.Holder)),
            .. pack.EvidenceRegisters.Where(item => Missing(participants, item.Value.Holder))
                .Select(item => Unknown(item, "/holder", "participant", item.Value.Holder)),
            .. pack.Delegations.Where(item => Missing(programs, item.Value.Program))
                .Select(item => Unknown(item, "/program", "program", item.Value.Program)),
            .. pack.Delegations.Where(item => Missing(agencies, item.Value.Delegate))
                .Select(item => Unknown(item, "/delegate", "organization of kind agency", item.Value.Delegate)),
            .. pack.Programs.Where(item => Missing(agencies, item.Value.Agency))
                .Select(item => Unknown(item, "/agency", "organization of kind agency", item.Value.Agency)),
            .. pack.Services.Where(item => Missing(agencies, item.Value.Intake))
                .Select(item => Unknown(item, "/intake", "organization of kind agency", item.Value.Intake)),
        ];
    }

    private static CatalogueError Unknown<T>(Located<T> item, string at, string what, string id) =>
        item.Error(at, $"There is no {what} '{id}'.", $"Name an existing {what}, or add it.");

    // Nobody can say yes to what they are not told.
    private static IEnumerable<CatalogueError> Notices(PackContent pack)
    {
        var told = pack.ConsentNotices.ToLookup(item => item.Value.Purpose, item => item.Value.From);
        return pack.Agreements.Where(item => item.Value.ConsentRequired && !told[item.Value.Purpose].Any(from => from <= item.Value.From))
            .Select(item => item.Error(
                "/consentRequired", $"There is no consent notice for '{item.Value.Purpose}' from {item.Value.From:yyyy-MM-dd} on.",
                "Add one to consent-notices.json."));
    }

    private static IEnumerable<CatalogueError> Overlaps(IReadOnlyList<Located<Agreement>> agreements)
    {
        foreach (var item in agreements.Where(item => item.Value.Until < item.Value.From))
        {
            yield return item.Error("/until", "The agreement ends before it begins.", "Put until on or after from.");
        }

        foreach (var group in agreements.GroupBy(item => (item.Value.Sender, item.Value.Recipient, item.Value.Purpose)))
        {
            var inOrder = group.OrderBy(item => item.Value.From).ToList();
            foreach (var (earlier, later) in inOrder.Zip(inOrder.Skip(1)).Where(pair => !(pair.First.Value.Until < pair.Second.Value.From)))
            {
                yield return later.Error("/from", $"It overlaps '{earlier.Value.Id}' of the same parties and purpose.",
                    "Let the earlier one end first: give it an until.");
            }
        }
    }
}
