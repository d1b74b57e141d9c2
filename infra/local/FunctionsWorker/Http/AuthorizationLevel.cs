namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Which host key a caller must present. Held against keys in Azure; a local host, ours as the official one, asks for none.
/// </summary>
public enum AuthorizationLevel
{
    Anonymous = 0,
    User = 1,
    Function = 2,
    System = 3,
    Admin = 4,
}
