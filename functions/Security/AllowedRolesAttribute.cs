namespace Integration.Functions.Security;

/// <summary>Declares which roles may call an HTTP function. A function that declares nothing can be called by nobody.</summary>
/// <param name="roles">Any one of them is enough.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllowedRolesAttribute(params Role[] roles) : Attribute
{
    /// <summary>Any one of them is enough.</summary>
    public IReadOnlyList<Role> Roles { get; } = roles;
}
