namespace Integration.Local.AppHost.Tokens;

/// <summary>The roles that the application knows in the claim <c>roles</c>.</summary>
internal static class TokenRoles
{
    public const string Agency = "agency";

    public const string ServiceCentre = "service-centre";

    public const string Operator = "operator";

    public static IReadOnlyList<string> All { get; } = [Agency, ServiceCentre, Operator];
}
