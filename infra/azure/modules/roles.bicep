metadata description = 'Who may do what: every role assignment there is, each at the narrowest scope that holds.'

@description('Name of the identity of the functions.')
param identityName string

@description('Name of the account of the Functions host.')
param hostAccountName string

@description('Name of the account of the cases.')
param casesAccountName string

@description('Name of the Service Bus namespace.')
param namespaceName string

@description('Name of the vault with the keys.')
param vaultName string

@description('Name of the Application Insights component.')
param componentName string

@description('Name of the Durable Task Scheduler; empty when the durable hub is in Azure Storage.')
param schedulerName string

@description('Name of the Scheduler\'s task hub.')
param taskHubName string

@description('Participants that run elsewhere and are connected: name in the catalogue, object id of the service principal.')
param participants object

@description('Object id of who makes the keys; empty for nobody.')
param keyOfficer string

@description('What that is.')
param keyOfficerType 'User' | 'Group' | 'ServicePrincipal'

var roles = {
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  busReceiver: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
  busSender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
  secretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  secretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
  metricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  durableTaskContributor: '0ad04412-c4d5-4796-b79c-f76d14c8d402'
}

var topology = loadJsonContent('../../servicebus.json', '$.UserConfig.Namespaces[0]')
var topicNames = map(topology.Topics, topic => topic.Name)
var subscriptionList = flatten(map(
  topology.Topics,
  topic => map(topic.Subscriptions, subscription => { topic: topic.Name, name: subscription.Name })
))

// The functions take from every queue, and from every subscription of the participants that they host. What happened in a person's life
// is told them by others: they send to every queue but that one.
var takenQueues = map(topology.Queues, queue => queue.Name)
var sentQueues = filter(takenQueues, queue => queue != 'life-events')
var hostedSubscriptions = filter(subscriptionList, subscription => subscription.name == 'hosted')

// A participant takes from the subscriptions that have its name. Who gets requests answers them; who gets receipts sent the events.
var remoteNames = union(
  map(filter(subscriptionList, subscription => subscription.name != 'hosted'), subscription => subscription.name),
  []
)
var unknownNames = filter(objectKeys(participants), participant => !contains(remoteNames, participant))
var connected = empty(unknownNames)
  ? participants
  : fail('participants: no subscription in infra/servicebus.json is named ${join(unknownNames, ', ')}')
var connectedSubscriptions = filter(subscriptionList, subscription => contains(connected, subscription.name))
var answerers = union(
  map(
    filter(connectedSubscriptions, subscription => subscription.topic != 'event-receipts'),
    subscription => subscription.name
  ),
  []
)
var eventSenders = map(
  filter(connectedSubscriptions, subscription => subscription.topic == 'event-receipts'),
  subscription => subscription.name
)

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

// Storage and telemetry

resource hostAccount 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: hostAccountName
}

resource casesAccount 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: casesAccountName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

// Leases, keys and deployments are blobs. A hub in Azure Storage makes queues and tables of its own.
var hostRoles = empty(schedulerName)
  ? [roles.blobDataOwner, roles.queueDataContributor, roles.tableDataContributor]
  : [roles.blobDataOwner]

resource host 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in hostRoles: {
    name: guid(hostAccount.id, identity.id, role)
    scope: hostAccount
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: identity.properties.principalId
      principalType: 'ServicePrincipal'
    }
  }
]

// The account, not each table: the application makes its tables where they are missing, and the account holds nothing else.
resource cases 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(casesAccount.id, identity.id, roles.tableDataContributor)
  scope: casesAccount
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.tableDataContributor)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource telemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(component.id, identity.id, roles.metricsPublisher)
  scope: component
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.metricsPublisher)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

// Keys

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' existing = {
  name: vaultName
}

// The vault, not each secret: a secret is made after the deployment, and the vault holds nothing but the application's keys.
resource keysRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, roles.secretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.secretsUser)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource keysMade 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(keyOfficer)) {
  name: guid(vault.id, keyOfficer, roles.secretsOfficer)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.secretsOfficer)
    principalId: keyOfficer
    principalType: keyOfficerType
  }
}

// Orchestrations

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' existing = if (!empty(schedulerName)) {
  name: schedulerName

  resource hub 'taskHubs' existing = {
    name: taskHubName
  }
}

resource orchestrations 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(schedulerName)) {
  name: guid(scheduler::hub.id, identity.id, roles.durableTaskContributor)
  scope: scheduler::hub
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.durableTaskContributor)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

// The bus

resource namespace 'Microsoft.ServiceBus/namespaces@2026-01-01' existing = {
  name: namespaceName

  resource taken 'queues' existing = [for queue in takenQueues: { name: queue }]
  resource sent 'queues' existing = [for queue in sentQueues: { name: queue }]
  resource topics 'topics' existing = [for topic in topicNames: { name: topic }]
  resource answers 'queues' existing = { name: 'step-results' }
  resource events 'queues' existing = { name: 'life-events' }
}

resource hosted 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2026-01-01' existing = [
  for subscription in hostedSubscriptions: {
    name: '${namespaceName}/${subscription.topic}/${subscription.name}'
  }
]

resource remote 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2026-01-01' existing = [
  for subscription in connectedSubscriptions: {
    name: '${namespaceName}/${subscription.topic}/${subscription.name}'
  }
]

resource takeFromQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (queue, index) in takenQueues: {
    name: guid(namespace::taken[index].id, identity.id, roles.busReceiver)
    scope: namespace::taken[index]
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.busReceiver)
      principalId: identity.properties.principalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource takeForHosted 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (subscription, index) in hostedSubscriptions: {
    name: guid(hosted[index].id, identity.id, roles.busReceiver)
    scope: hosted[index]
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.busReceiver)
      principalId: identity.properties.principalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource sendToQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (queue, index) in sentQueues: {
    name: guid(namespace::sent[index].id, identity.id, roles.busSender)
    scope: namespace::sent[index]
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.busSender)
      principalId: identity.properties.principalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource sendToTopics 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (topic, index) in topicNames: {
    name: guid(namespace::topics[index].id, identity.id, roles.busSender)
    scope: namespace::topics[index]
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.busSender)
      principalId: identity.properties.principalId
      principalType: 'ServicePrincipal'
    }
  }
]

// Participants that run elsewhere

resource listens 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (subscription, index) in connectedSubscriptions: {
    name: guid(remote[index].id, connected[subscription.name], roles.busReceiver)
    scope: remote[index]
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.busReceiver)
      principalId: connected[subscription.name]
      principalType: 'ServicePrincipal'
    }
  }
]

resource answersRequests 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for participant in answerers: {
    name: guid(namespace::answers.id, connected[participant], roles.busSender)
    scope: namespace::answers
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.busSender)
      principalId: connected[participant]
      principalType: 'ServicePrincipal'
    }
  }
]

resource tellsEvents 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for participant in eventSenders: {
    name: guid(namespace::events.id, connected[participant], roles.busSender)
    scope: namespace::events
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.busSender)
      principalId: connected[participant]
      principalType: 'ServicePrincipal'
    }
  }
]
