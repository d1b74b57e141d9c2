using Integration.Functions.Connections;
using Integration.Functions.Operations;
using Integration.Functions.Participants;
using Integration.Functions.Security;
using Integration.Functions.Telemetry;
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
using Integration.Workflows.KeyRotation;
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
    /// <summary>Adds everything that the functions' constructors ask for.</summary>
    public static IServiceCollection AddIntegration(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings(configuration).AddTelemetry(configuration).AddConnections();
        return services.AddCatalogue().AddParticipants().AddCases().AddAudit().AddKeyRotation();
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

    private static IServiceCollection AddConnections(this IServiceCollection services)
    {
        services.AddServiceClients().AddSingleton<IExchange, ServiceBusExchange>().AddSingleton<ICaseStore, TableCaseStore>();
        services.AddSingleton(provider => Protection(provider).DecodeMasterKeys());
        services.AddSingleton(provider => new Pseudonyms(ProtectionOptions.Decode(Protection(provider).PseudonymKey)!));
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

    private static IServiceCollection AddKeyRotation(this IServiceCollection services) =>
        services.AddSingleton<ICaseKeys, TableCaseKeys>().AddSingleton<CaseKeyRotation>();

    private static ProtectionOptions Protection(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<ProtectionOptions>>().Value;
}
