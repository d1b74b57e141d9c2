namespace Integration.Workflows.Catalogue;

/// <summary>A government agency or a partner; named as in Open Referral HSDS 3.0.</summary>
/// <param name="Id">Unique in the catalogue.</param>
/// <param name="Jurisdiction">The government that it belongs to or works under (<c>ca</c>, <c>ca-on</c>, <c>ca-on-toronto</c>).</param>
/// <param name="Kind">Whether it owns programs or carries out work for those who do.</param>
/// <param name="Name">What citizens know it by.</param>
/// <param name="Description">What it does.</param>
/// <param name="Url">Its public page.</param>
public sealed record Organization(
    string Id,
    string Jurisdiction,
    OrganizationKind Kind,
    LocalizedText Name,
    LocalizedText Description,
    Uri Url);
