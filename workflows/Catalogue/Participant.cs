namespace Integration.Workflows.Catalogue;

/// <summary>The system of an agency or partner that carries out steps.</summary>
/// <param name="Id">Unique in the catalogue; for a remote participant also the name of its subscription.</param>
/// <param name="Organization">The organization that answers for it.</param>
/// <param name="Hosting">Where it runs.</param>
/// <param name="Sector">Recipients of one sector know a person by the same pseudonym; no two sectors share one.</param>
/// <param name="Name">What operators see.</param>
/// <param name="Provider">What counts when it is one provider of several; null when it is not.</param>
public sealed record Participant(
    string Id, string Organization, Hosting Hosting, string Sector, LocalizedText Name, ProviderProfile? Provider = null);
