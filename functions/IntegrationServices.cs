using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Integration.Functions.Exchange;
using Integration.Functions.Operations;
using Integration.Functions.Participants;
using Integration.Functions.Security;
using Integration.Workflows.Applications;
using Integration.Workflows.Audit;
using Integration.Workflows.Audit.Anchoring;
using Integration.Workflows.Audit.Verification;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Catalogue.Archive;
using Integration.Workflows.Catalogue.Browsing;
using Integration.Workflows.Catalogue.Hsds;
using Integration.Workflows.Consent;
using Integration.Workflows.Eligibility;
using Integration.Workflows.Evidence;
using Integration.Workflows.Exchange;
using Integration.Workflows.LifeEvents;
using Integration.Workflows.Participants;
using Integration.Workflows.Plans;
using Integration.Workflows.Protection;
using Integration.Workflows.Steps;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Integration.Functions;

/// <summary>What the functions are made of.</summary>
internal static class IntegrationServices
{
    private const string StoreConnection = "CaseStoreConnection";

    /// <summary>Adds everything that the functions' constructors ask for.</summary>
    public static IServiceCollection AddIntegration(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSettings(configuration).AddConnections(configuration).AddCatalogue().AddParticipants().AddCases().AddAudit();
    }

    private static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ProtectionOptions>().Bind(configuration.GetSection(ProtectionOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProtectionOptions>, ProtectionOptionsValidator>();
        services.AddOptions<AuthenticationOptions>().Bind(configuration.GetSection(AuthenticationOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuthenticationOptions>, AuthenticationOptionsValidator>();
        services.AddOptions<HostedChecksOptions>().BindConfiguration(HostedChecksOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<AuditAnchoringOptions>().BindConfiguration(AuditAnchoringOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<BearerTokens>();
    }

    private static IServiceCollection AddConnections(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => Bus(configuration)).AddSingleton<IExchange, ServiceBusExchange>();
        services.AddSingleton(_ => Tables(configuration)).AddSingleton<ICaseStore, TableCaseStore>();
        services.AddSingleton(provider => new CaseCipher(MasterKey(provider)));
        services.AddSingleton(provider => new Pseudonyms(MasterKey(provider)));
        return services.AddSingleton<Readiness>().AddHostedService<StorePreparation>();
    }

    private static IServiceCollection AddCatalogue(this IServiceCollection services)
    {
        services.AddSingleton(_ => ServiceCatalogue.LoadShipped());
        services.AddSingleton<ICatalogueArchive, TableCatalogueArchive>().AddSingleton<ICatalogues, Catalogues>();
        services.AddSingleton(provider => new ApplicationValidator(
            provider.GetRequiredService<ServiceCatalogue>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<EligibilityEvaluator>().AddSingleton<ServiceEstimator>();
        return services.AddSingleton<CatalogueBrowser>().AddSingleton<HsdsExport>();
    }

    private static IServiceCollection AddParticipants(this IServiceCollection services) =>
        services.AddSingleton<EvidenceHolder>().AddSingleton<HostedParticipant>().AddSingleton<RequestReceiver>();

    private static IServiceCollection AddCases(this IServiceCollection services)
    {
        services.AddSingleton<CaseIntake>().AddSingleton<LifeEventIntake>();
        services.AddSingleton<CasePlans>().AddSingleton<StepMessages>().AddSingleton<TaskTurns>().AddSingleton<AnswerReceiver>();
        services.AddSingleton<QuestionAnswering>().AddSingleton<ConsentRecording>();
        return services.AddSingleton<CaseAttempts>().AddSingleton<CaseWithdrawal>();
    }

    private static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<IAnchorStore, TableAnchorStore>().AddSingleton<ICaseAudits, TableCaseAudits>();
        return services.AddSingleton<TipAnchoring>().AddSingleton<CaseAnchors>();
    }

    private static byte[] MasterKey(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<ProtectionOptions>>().Value.DecodeMasterKey()!;

    private static ServiceBusClient Bus(IConfiguration configuration) =>
        configuration[BusConnection.Setting] is { Length: > 0 } connection ? new ServiceBusClient(connection)
        : configuration[BusConnection.Setting + ":fullyQualifiedNamespace"] is { Length: > 0 } address
            ? new ServiceBusClient(address, new DefaultAzureCredential())
        : throw new InvalidOperationException($"Set {BusConnection.Setting} or {BusConnection.Setting}:fullyQualifiedNamespace.");

    private static TableServiceClient Tables(IConfiguration configuration) =>
        configuration[StoreConnection] is { Length: > 0 } connection ? new TableServiceClient(connection)
        : configuration[StoreConnection + ":tableServiceUri"] is { Length: > 0 } uri
            ? new TableServiceClient(new Uri(uri), new DefaultAzureCredential())
        : throw new InvalidOperationException($"Set {StoreConnection} or {StoreConnection}:tableServiceUri.");
}
