metadata description = 'Integration on Azure: a resource group with everything that the application runs on.'

targetScope = 'subscription'

import { durableBackend, functionsOptions } from 'modules/functions.bicep'
import { endpoint } from 'modules/network.bicep'

@description('Name of the environment. The resource group is rg-<name>, and resources are named after it.')
@minLength(1)
@maxLength(20)
param environmentName string

@description('Azure region.')
param location string

@description('What the operator decides about the app itself.')
param functions functionsOptions

@description('Where orchestrations keep their state: the host\'s storage account, or a Durable Task Scheduler.')
param durableStore 'AzureStorage' | 'Scheduler' = 'AzureStorage'

@description('Partitions of the hub in Azure Storage, 1 to 16. Only a new hub can have another number.')
@minValue(1)
@maxValue(16)
param hubPartitions int = 4

@description('The Scheduler\'s plan.')
param schedulerSku 'Consumption' | 'Dedicated' = 'Consumption'

@description('Capacity units of a Dedicated Scheduler.')
@minValue(1)
@maxValue(3)
param schedulerCapacity int = 1

@description('Which addresses may connect to the Scheduler, as CIDR blocks.')
param schedulerAddressRanges string[] = ['0.0.0.0/0']

@description('How often and where the cases are stored.')
param casesRedundancy 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS' | 'Standard_RAGZRS' = 'Standard_ZRS'

@description('How often the durable hub in Azure Storage is stored.')
param hostRedundancy 'Standard_LRS' | 'Standard_ZRS' = 'Standard_ZRS'

@description('The namespace\'s tier. Networking Private needs Premium.')
param serviceBusSku 'Standard' | 'Premium' = 'Standard'

@description('Messaging units of a Premium namespace.')
param messagingUnits 1 | 2 | 4 | 8 | 16 = 1

@description('What is reached through private endpoints alone: nothing, cases and keys, or the bus as well.')
param networking 'Public' | 'PrivateData' | 'Private' = 'Public'

@description('Addresses of the private network, a CIDR block of /24 or larger.')
param addressSpace string = '10.40.0.0/24'

@description('Participants that run elsewhere and are connected: name in the catalogue, object id of the service principal in this tenant.')
param participants object = {}

@description('Object id of who makes the keys, with azd whoever deploys; empty for nobody.')
param keyOfficer string = ''

@description('What that is.')
param keyOfficerType 'User' | 'Group' | 'ServicePrincipal' = 'User'

@description('Whether nobody can destroy a key within 90 days. It can be switched on and never off.')
param purgeProtection bool = true

@description('Whether the cases and the keys refuse to be deleted.')
param deletionLock bool = false

@description('How many days telemetry is kept.')
@minValue(30)
@maxValue(730)
param logRetentionInDays int = 90

@description('Who is told of alerts by mail.')
param alertEmails string[] = []

@description('How many messages a queue or topic may hold without draining before that is an alert.')
@minValue(0)
param backlog int = 100

@description('How long a backlog may last.')
param backlogWindow 'PT5M' | 'PT15M' | 'PT30M' | 'PT1H' = 'PT15M'

var token = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName }
var dataAccess = networking == 'Public' ? 'Enabled' : 'Disabled'
var busAccess = networking == 'Private' ? 'Disabled' : 'Enabled'
var usesScheduler = durableStore == 'Scheduler'

var names = {
  identity: 'id-${environmentName}-${token}'
  workspace: 'log-${environmentName}-${token}'
  component: 'appi-${environmentName}-${token}'
  hostAccount: 'sthost${token}'
  casesAccount: 'stcases${token}'
  namespace: 'sb-${environmentName}-${token}'
  scheduler: 'dts-${environmentName}-${token}'
  taskHub: 'integration'
  vault: 'kv-${token}'
  network: 'vnet-${environmentName}-${token}'
  plan: 'plan-${environmentName}-${token}'
  app: 'func-${environmentName}-${token}'
}

// What can't be said with types.
var checkedServiceBusSku = networking == 'Private' && serviceBusSku != 'Premium'
  ? fail('networking Private needs serviceBusSku Premium: a Standard namespace has no private endpoints')
  : serviceBusSku
var checkedSchedulerRanges = networking == 'Private' && usesScheduler
  ? fail('networking Private needs durableStore AzureStorage: these templates make no private endpoint for a Scheduler')
  : schedulerAddressRanges

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: names.identity, location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: names.workspace
    componentName: names.component
    location: location
    tags: tags
    retentionInDays: logRetentionInDays
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    hostAccountName: names.hostAccount
    casesAccountName: names.casesAccount
    location: location
    tags: tags
    casesRedundancy: casesRedundancy
    hostRedundancy: hostRedundancy
    publicNetworkAccess: dataAccess
    deletionLock: deletionLock
  }
}

module serviceBus 'modules/service-bus.bicep' = {
  scope: group
  params: {
    name: names.namespace
    location: location
    tags: tags
    sku: checkedServiceBusSku
    messagingUnits: messagingUnits
    publicNetworkAccess: busAccess
  }
}

module keyVault 'modules/key-vault.bicep' = {
  scope: group
  params: {
    name: names.vault
    location: location
    tags: tags
    publicNetworkAccess: dataAccess
    purgeProtection: purgeProtection
    deletionLock: deletionLock
    workspaceId: monitoring.outputs.workspaceId
  }
}

module scheduler 'modules/durable-scheduler.bicep' = if (usesScheduler) {
  scope: group
  params: {
    name: names.scheduler
    taskHubName: names.taskHub
    location: location
    tags: tags
    sku: schedulerSku
    capacity: schedulerCapacity
    addressRanges: checkedSchedulerRanges
  }
}

var dataEndpoints endpoint[] = [
  { name: 'pe-host-blob', resourceId: storage.outputs.hostAccountId, service: 'blob' }
  { name: 'pe-host-queue', resourceId: storage.outputs.hostAccountId, service: 'queue' }
  { name: 'pe-host-table', resourceId: storage.outputs.hostAccountId, service: 'table' }
  { name: 'pe-cases-table', resourceId: storage.outputs.casesAccountId, service: 'table' }
  { name: 'pe-vault', resourceId: keyVault.outputs.id, service: 'vault' }
]
var busEndpoints endpoint[] = [
  { name: 'pe-bus', resourceId: serviceBus.outputs.id, service: 'namespace' }
]

module network 'modules/network.bicep' = if (networking != 'Public') {
  scope: group
  params: {
    name: names.network
    location: location
    tags: tags
    addressSpace: addressSpace
    endpoints: networking == 'Private' ? concat(dataEndpoints, busEndpoints) : dataEndpoints
  }
}

// The functions start with their roles in place: what they may not do at their first start, they would have to try again.
module roles 'modules/roles.bicep' = {
  scope: group
  params: {
    identityName: names.identity
    hostAccountName: names.hostAccount
    casesAccountName: names.casesAccount
    namespaceName: names.namespace
    vaultName: names.vault
    componentName: names.component
    schedulerName: usesScheduler ? names.scheduler : ''
    taskHubName: names.taskHub
    participants: participants
    keyOfficer: keyOfficer
    keyOfficerType: keyOfficerType
  }
  dependsOn: [identity, monitoring, storage, serviceBus, keyVault, scheduler]
}

var durable durableBackend = usesScheduler
  ? { kind: 'Scheduler', endpoint: scheduler!.outputs.endpoint, taskHubName: names.taskHub }
  : { kind: 'AzureStorage', partitionCount: hubPartitions, maxQueuePollingInterval: '00:00:10' }

module functionApp 'modules/functions.bicep' = {
  scope: group
  params: {
    name: names.app
    planName: names.plan
    location: location
    tags: tags
    identityName: names.identity
    hostAccountName: names.hostAccount
    deploymentContainerUri: storage.outputs.deploymentContainerUri
    casesAccountName: names.casesAccount
    namespaceName: names.namespace
    vaultName: names.vault
    componentName: names.component
    subnetId: networking == 'Public' ? '' : network!.outputs.functionsSubnetId
    durable: durable
    options: functions
  }
  dependsOn: [roles]
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    prefix: environmentName
    namespaceName: names.namespace
    workspaceId: monitoring.outputs.workspaceId
    emails: alertEmails
    backlog: backlog
    backlogWindow: backlogWindow
  }
  dependsOn: [serviceBus]
}

output AZURE_RESOURCE_GROUP string = group.name
output FUNCTIONS_ID string = functionApp.outputs.id
output FUNCTIONS_NAME string = functionApp.outputs.name
@description('Where orchestrations keep their state, for hooks/package.sh.')
output DURABLE_STORE string = durableStore
output FUNCTIONS_ADDRESS string = functionApp.outputs.address
output SERVICE_BUS_NAMESPACE string = names.namespace
output CASES_ACCOUNT string = names.casesAccount
output HOST_ACCOUNT string = names.hostAccount
output KEY_VAULT_ID string = keyVault.outputs.id

@description('The secrets that the functions read, for hooks/keys.sh.')
output KEY_SECRETS string = join(concat(map(functions.masterKeys, id => 'master-key-${id}'), ['pseudonym-key']), ' ')
