using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsWorker.Discovery;
using Integration.Local.FunctionsWorker.Hosting;
using Microsoft.Extensions.Configuration;

namespace Integration.Local.FunctionsWorker.ServiceBus;

/// <summary>The way to a namespace, by connection string or by identity.</summary>
/// <param name="ConnectionString">Where there is one, the rest does not count.</param>
/// <param name="FullyQualifiedNamespace">The namespace, for the identity.</param>
/// <param name="ClientId">Of a user-assigned managed identity, where it is not the default one.</param>
internal sealed record ServiceBusConnection(string? ConnectionString, string? FullyQualifiedNamespace, string? ClientId)
{
    private const string DefaultName = "ServiceBus";
    private const string Prefix = "AzureWebJobs";

    /// <summary>Reads the setting that a trigger names: with the prefix <c>AzureWebJobs</c>, or else without.</summary>
    /// <returns>Null where it cannot be used.</returns>
    public static ServiceBusConnection? Read(IConfiguration configuration, FunctionMethod function, string? name, StartProblems problems)
    {
        var section = Find(configuration, Prefix + (name ?? DefaultName)) ?? Find(configuration, name ?? DefaultName);
        var said = name ?? Prefix + DefaultName;
        if (section is null || section["fullyQualifiedNamespace"] is null && string.IsNullOrEmpty(section.Value))
        {
            problems.Add(
                function,
                $"the setting '{said}' is missing. Set it to a connection string, or '{said}:fullyQualifiedNamespace' to a namespace.");
            return null;
        }

        if (string.IsNullOrEmpty(section.Value))
        {
            return new ServiceBusConnection(null, section["fullyQualifiedNamespace"], section["clientId"]);
        }

        if (Fault(section.Value) is { } fault)
        {
            problems.Add(function, $"the setting '{said}' is no connection string: {fault}");
            return null;
        }

        return new ServiceBusConnection(section.Value, null, null);
    }

    public ServiceBusClient Connect() => ConnectionString is not null
        ? new ServiceBusClient(ConnectionString)
        : new ServiceBusClient(
            FullyQualifiedNamespace!, new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = ClientId }));

    private static IConfigurationSection? Find(IConfiguration configuration, string name)
    {
        var named = configuration.GetSection("ConnectionStrings").GetSection(name);
        var section = named.Exists() ? named : configuration.GetSection(name);
        return section.Exists() ? section : null;
    }

    private static string? Fault(string connectionString)
    {
        try
        {
            return ServiceBusConnectionStringProperties.Parse(connectionString).Endpoint is null ? "it has no Endpoint." : null;
        }
        catch (FormatException error)
        {
            return error.Message;
        }
    }
}
