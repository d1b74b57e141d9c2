metadata description = 'The functions, on Flex Consumption, with every setting that they read.'

@description('Name of the app.')
param name string

@description('Name of its plan.')
param planName string

@description('Azure region.')
param location string

@description('Tags.')
param tags object

@description('Name of the identity that the app runs as.')
param identityName string

@description('Name of the account of the Functions host.')
param hostAccountName string

@description('Where the platform keeps the builds that run.')
param deploymentContainerUri string

@description('Name of the account of the cases.')
param casesAccountName string

@description('Name of the Service Bus namespace.')
param namespaceName string

@description('Name of the vault with the keys.')
param vaultName string

@description('Name of the Application Insights component.')
param componentName string

@description('Subnet that the app reaches other resources from; empty where nothing is private.')
param subnetId string

@description('Where orchestrations keep their state.')
param durable durableBackend

@description('What the operator decides about the app itself.')
param options functionsOptions

@export()
@description('Where orchestrations keep their state.')
@discriminator('kind')
type durableBackend = azureStorageBackend | schedulerBackend

type azureStorageBackend = {
  kind: 'AzureStorage'

  @description('Partitions of the hub, 1 to 16. Only a new hub can have another number.')
  partitionCount: int

  @description('How long the host sleeps at most between two looks into an empty queue.')
  maxQueuePollingInterval: string
}

type schedulerBackend = {
  kind: 'Scheduler'

  @description('Address of the scheduler.')
  endpoint: string

  @description('Its task hub.')
  taskHubName: string
}

@export()
@description('What the operator decides about the app itself.')
type functionsOptions = {
  @description('Memory of an instance.')
  instanceMemoryMB: 512 | 2048 | 4096

  @description('How many instances there may be at once.')
  @minValue(40)
  @maxValue(1000)
  maximumInstanceCount: int

  @description('Instances that wait for orchestrations.')
  alwaysReadyDurable: int

  @description('Instances that wait for HTTP requests.')
  alwaysReadyHttp: int

  @description('How running instances are replaced by a new build.')
  siteUpdateStrategy: 'Recreate' | 'RollingUpdate'

  @description('OpenID Connect issuer of the callers\' tokens; https.')
  authority: string

  @description('The claim aud of the callers\' tokens.')
  audience: string

  @description('Ids of the master keys: lower-case letters and digits, 32 at most. The key k1 is the secret master-key-k1.')
  masterKeys: string[]

  @description('Id of the master key that wraps the keys of new cases.')
  currentMasterKey: string

  @description('How often the ends of the audit chains are anchored, hh:mm:ss.')
  auditAnchoringInterval: string

  @description('OpenTelemetry collector that telemetry goes to, in place of Application Insights; empty for none.')
  telemetryEndpoint: string
}

var topics = loadJsonContent('../../servicebus.json', '$.UserConfig.Namespaces[0].Topics')
var hostedDeliveries = map(
  filter(flatten(map(topics, topic => topic.Subscriptions)), subscription => subscription.Name == 'hosted'),
  subscription => int(subscription.Properties.MaxDeliveryCount)
)

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

var storageSuffix = environment().suffixes.storage

var connectionSettings = {
  AzureWebJobsStorage__blobServiceUri: 'https://${hostAccountName}.blob.${storageSuffix}'
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.properties.clientId
  CaseStoreConnection__tableServiceUri: 'https://${casesAccountName}.table.${storageSuffix}'
  CaseStoreConnection__credential: 'managedidentity'
  CaseStoreConnection__clientId: identity.properties.clientId
  ServiceBusConnection__fullyQualifiedNamespace: '${namespaceName}.servicebus.windows.net'
  ServiceBusConnection__credential: 'managedidentity'
  ServiceBusConnection__clientId: identity.properties.clientId
}

var protectionSettings = union(
  toObject(
    options.masterKeys,
    id => 'Protection__MasterKeys__${id}',
    id => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=master-key-${id})'
  ),
  {
    Protection__CurrentMasterKey: contains(options.masterKeys, options.currentMasterKey)
      ? options.currentMasterKey
      : fail('currentMasterKey must be one of masterKeys')
    Protection__PseudonymKey: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=pseudonym-key)'
  }
)

var applicationSettings = {
  Authentication__Authority: options.authority
  Authentication__Audience: options.audience
  AuditAnchoring__Interval: options.auditAnchoringInterval
  HostedChecks__MaxDeliveryCount: string(min(hostedDeliveries))
}

var telemetrySettings = empty(options.telemetryEndpoint)
  ? {
      APPLICATIONINSIGHTS_CONNECTION_STRING: component.properties.ConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
    }
  : { OTEL_EXPORTER_OTLP_ENDPOINT: options.telemetryEndpoint }

// What host.json leaves to its defaults and Azure wants otherwise.
var durableSettings = durable.kind == 'Scheduler'
  ? {
      AzureFunctionsJobHost__extensions__durableTask__hubName: durable.taskHubName
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: join(
        ['Endpoint=${durable.endpoint}', 'Authentication=ManagedIdentity', 'ClientID=${identity.properties.clientId}'],
        ';'
      )
    }
  : {
      // The hub lives in queues and tables of the host's account, beside its blobs.
      AzureWebJobsStorage__queueServiceUri: 'https://${hostAccountName}.queue.${storageSuffix}'
      AzureWebJobsStorage__tableServiceUri: 'https://${hostAccountName}.table.${storageSuffix}'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__partitionCount: string(durable.partitionCount)
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__maxQueuePollingInterval: durable.maxQueuePollingInterval
    }

var settings = union(
  connectionSettings,
  protectionSettings,
  applicationSettings,
  telemetrySettings,
  durableSettings
)

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      appSettings: map(items(settings), setting => { name: setting.key, value: setting.value })
    }
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUri
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: options.instanceMemoryMB
        maximumInstanceCount: options.maximumInstanceCount
        alwaysReady: filter(
          [
            { name: 'durable', instanceCount: options.alwaysReadyDurable }
            { name: 'http', instanceCount: options.alwaysReadyHttp }
          ],
          group => group.instanceCount > 0
        )
      }
      #disable-next-line BCP037 // The service takes it; the compiler's types do not know it yet.
      siteUpdateStrategy: { type: options.siteUpdateStrategy }
    }
  }

  // Deployments come with an identity, never with a name and a password.
  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noDeploymentPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

output id string = app.id
output name string = app.name
output address string = 'https://${app.properties.defaultHostName}'
