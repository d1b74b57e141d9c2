using Azure.Core;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Integration.Functions.Connections;

/// <summary>The clients of the services that the application connects to.</summary>
internal static class ConnectionServices
{
    /// <summary>Adds them. Their settings are checked at start.</summary>
    public static IServiceCollection AddServiceClients(this IServiceCollection services)
    {
        services.AddAzureClientsCore();
        services.AddSingleton<IValidateOptions<ConnectionOptions>, ConnectionOptionsValidator>();
        return services
            .AddClient(
                BusConnection.Setting, BusConnection.Address,
                connection => new ServiceBusClient(connection),
                (address, credential) => new ServiceBusClient(address, credential))
            .AddClient(
                StoreConnection.Setting, StoreConnection.Address,
                connection => new TableServiceClient(connection),
                (address, credential) => new TableServiceClient(new Uri(address), credential));
    }

    private static IServiceCollection AddClient<TClient>(
        this IServiceCollection services,
        string name,
        string address,
        Func<string, TClient> withConnectionString,
        Func<string, TokenCredential, TClient> withIdentity)
        where TClient : class
    {
        services.AddOptions<ConnectionOptions>(name)
            .Configure<IConfiguration>((options, configuration) => options.Read(configuration.GetSection(name), address))
            .ValidateOnStart();
        return services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptionsMonitor<ConnectionOptions>>().Get(name);
            return options.ConnectionString is { } connection
                ? withConnectionString(connection)
                : withIdentity(options.Address!, CredentialOf(provider, name));
        });
    }

    // The identity is read as the Functions host reads the same section for its triggers.
    private static TokenCredential CredentialOf(IServiceProvider provider, string name) =>
        provider.GetRequiredService<AzureComponentFactory>()
            .CreateTokenCredential(provider.GetRequiredService<IConfiguration>().GetSection(name));
}
