using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsHost.Apps;
using Microsoft.Extensions.Configuration;

namespace Integration.Local.FunctionsHost.ServiceBus;

/// <summary>The way to a namespace, by connection string or by identity.</summary>
/// <param name="ConnectionString">Where there is one, the rest does not count.</param>
/// <param name="FullyQualifiedNamespace">The namespace, for the identity.</param>
/// <param name="Identity">Who connects to it.</param>
internal sealed record ServiceBusConnection(string? ConnectionString, string? FullyQualifiedNamespace, ServiceBusIdentity? Identity)
{
    private const string DefaultName = "ServiceBus";
    private const string Prefix = "AzureWebJobs";

    /// <summary>Reads the setting that a binding names: with the prefix <c>AzureWebJobs</c>, or else without.</summary>
    /// <exception cref="FunctionMistakeException">The setting is missing or can't be used.</exception>
    public static ServiceBusConnection Read(IConfiguration configuration, string function, string? name)
    {
        name = string.IsNullOrWhiteSpace(name) ? null : name;
        if (name?.Contains('=', StringComparison.Ordinal) is true)
        {
            throw new FunctionMistakeException(
                function, "its connection is a connection string. Name the setting that holds it instead, so that no key is in the code.");
        }

        var section = Find(configuration, Prefix + (name ?? DefaultName)) ?? Find(configuration, name ?? DefaultName);
        var said = name ?? Prefix + DefaultName;
        return section switch
        {
            { Value: { Length: > 0 } value } => OfString(value, function, said),
            not null when section["fullyQualifiedNamespace"] is { Length: > 0 } address =>
                new ServiceBusConnection(null, address, ServiceBusIdentity.Read(section, function, said)),
            _ => throw new FunctionMistakeException(
                function,
                $"the setting '{said}' is missing. Set it to a connection string, or '{said}:fullyQualifiedNamespace' to a namespace."),
        };
    }

    public ServiceBusClient Connect(ServiceBusClientOptions options) => ConnectionString is not null
        ? new ServiceBusClient(ConnectionString, options)
        : new ServiceBusClient(FullyQualifiedNamespace!, Identity!.Credential(), options);

    private static ServiceBusConnection OfString(string value, string function, string said) => Fault(value) is { } fault
        ? throw new FunctionMistakeException(function, $"the setting '{said}' is no connection string: {fault}")
        : new ServiceBusConnection(value, null, null);

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
