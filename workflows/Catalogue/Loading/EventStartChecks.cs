namespace Integration.Workflows.Catalogue.Loading;

/// <summary>What an event needs to start a case: a sender and a recipient that have agreed on it, and data that they agreed on.</summary>
internal static class EventStartChecks
{
    /// <summary>Everything that is wrong with the events of a service.</summary>
    public static IEnumerable<CatalogueError> Check(PackContent pack, Located<IntegratedService> service) =>
        service.Value.StartedBy.Index()
            .SelectMany(start => Check(pack, service, start.Item, JsonPointer.Append("/startedBy", start.Index)));

    private static IEnumerable<CatalogueError> Check(PackContent pack, Located<IntegratedService> service, EventStart start, string at)
    {
        if (OwnerOf(pack, start) != (service.Value.Id, start))
        {
            yield return service.Error(
                at + "/event", $"'{start.Event}' of {start.Sender} starts cases of {OwnerOf(pack, start).Service} already.",
                "Let an event of one sender start one service.");
        }

        foreach (var (index, category) in start.Categories.Index().Where(category => !service.Value.Categories.ContainsKey(category.Item)))
        {
            yield return service.Error(JsonPointer.Append(at + "/categories", index), $"The service has no category '{category}'.",
                $"Name one of {string.Join(", ", service.Value.Categories.Keys)}.");
        }

        foreach (var error in CheckExchange(pack, service, start, at))
        {
            yield return error;
        }
    }

    private static IEnumerable<CatalogueError> CheckExchange(
        PackContent pack, Located<IntegratedService> service, EventStart start, string at)
    {
        if (pack.IsDoubtful(start.Sender) || pack.IsDoubtful(start.Recipient))
        {
            yield break;
        }

        var sender = Find(pack, start.Sender);
        if (sender is null)
        {
            yield return service.Error(
                at + "/sender", $"There is no participant '{start.Sender}'.", "Name a participant of the catalogue, or add it.");
        }

        if (Find(pack, start.Recipient)?.Organization != service.Value.Intake)
        {
            yield return service.Error(
                at + "/recipient", $"'{start.Recipient}' is no participant of {service.Value.Intake}, the service's intake.",
                "Name a participant of that organization.");
        }
        else if (sender is not null)
        {
            foreach (var error in CheckAgreement(pack, service, start, sender.Organization, at))
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<CatalogueError> CheckAgreement(
        PackContent pack, Located<IntegratedService> service, EventStart start, string sender, string at)
    {
        var agreements = pack.Agreements.Select(item => item.Value)
            .Where(item => (item.Sender, item.Recipient, item.Purpose) == (sender, start.Recipient, start.Purpose)).ToList();
        if (agreements.Count == 0)
        {
            yield return service.Error(at + "/purpose", $"No agreement lets {sender} send to {start.Recipient} for '{start.Purpose}'.",
                "Add the agreement, or use the purpose of one.");
        }

        foreach (var agreement in agreements.Where(agreement => agreement.ConsentRequired))
        {
            yield return service.Error(at + "/purpose", $"'{agreement.Id}' needs the person's consent, which an event does not bring.",
                "Start by events only what the law allows without asking.");
        }

        bool IsCovered(string category) =>
            !service.Value.Categories.ContainsKey(category) || agreements.TrueForAll(agreement => agreement.Categories.Contains(category));
        foreach (var (index, category) in start.Categories.Index().Where(category => !IsCovered(category.Item)))
        {
            yield return service.Error(JsonPointer.Append(at + "/categories", index), $"The agreement does not cover '{category}'.",
                $"Covered are {string.Join(", ", agreements[0].Categories)}.");
        }
    }

    private static (string Service, EventStart Start) OwnerOf(PackContent pack, EventStart start) => pack.Services
        .Select(item => item.Value)
        .SelectMany(item => item.StartedBy.Select(other => (item.Id, other)))
        .First(item => (item.other.Event, item.other.Sender) == (start.Event, start.Sender));

    private static Participant? Find(PackContent pack, string id) =>
        pack.Participants.Select(item => item.Value).FirstOrDefault(item => item.Id == id);
}
