using Azure.Core;
using Azure.Identity;
using Integration.Local.FunctionsHost.Apps;
using Microsoft.Extensions.Configuration;

namespace Integration.Local.FunctionsHost.ServiceBus;

/// <summary>Who connects to a namespace: the keys of an identity-based connection, under their official names.</summary>
/// <param name="Kind"><c>managedidentity</c>, <c>workloadidentity</c>, or null for whoever is signed in.</param>
/// <param name="TenantId">Of an application that signs in by itself.</param>
/// <param name="ClientId">Of that application, or of a user-assigned managed identity.</param>
/// <param name="ClientSecret">Of that application.</param>
internal sealed record ServiceBusIdentity(string? Kind, string? TenantId, string? ClientId, string? ClientSecret)
{
    private const string Managed = "managedidentity";
    private const string Workload = "workloadidentity";

    /// <exception cref="FunctionMistakeException">The credential is of a kind that there is not.</exception>
    public static ServiceBusIdentity Read(IConfigurationSection section, string function, string said)
    {
        var kind = section["credential"]?.ToLowerInvariant();
        return kind is null or Managed or Workload
            ? new ServiceBusIdentity(kind, section["tenantId"], section["clientId"], section["clientSecret"])
            : throw new FunctionMistakeException(
                function, $"the setting '{said}:credential' is '{kind}'. Set it to {Managed} or {Workload}, or remove it.");
    }

    public TokenCredential Credential() => this switch
    {
        { Kind: Managed, ClientId: { } id } => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id)),
        { Kind: Managed } => new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned),
        { Kind: Workload } => new WorkloadIdentityCredential(
            new WorkloadIdentityCredentialOptions { TenantId = TenantId, ClientId = ClientId }),
        { TenantId: { } tenant, ClientId: { } id, ClientSecret: { } secret } => new ClientSecretCredential(tenant, id, secret),
        _ => new DefaultAzureCredential(new DefaultAzureCredentialOptions { TenantId = TenantId, ManagedIdentityClientId = ClientId }),
    };
}
