metadata description = 'The bus, with every queue, topic, subscription and rule of infra/servicebus.json.'

@description('Name of the namespace.')
param name string

@description('Azure region.')
param location string

@description('Tags.')
param tags object

@description('Premium is needed for private networking, and for throughput that is not shared.')
param sku 'Standard' | 'Premium'

@description('Messaging units of a Premium namespace.')
param messagingUnits int

@description('Whether the namespace can be reached from the internet.')
param publicNetworkAccess 'Enabled' | 'Disabled'

var topology = loadJsonContent('../../servicebus.json', '$.UserConfig.Namespaces[0]')
var queueList object[] = topology.Queues

resource namespace 'Microsoft.ServiceBus/namespaces@2026-01-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: sku
    tier: sku
    capacity: sku == 'Premium' ? messagingUnits : null
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: publicNetworkAccess
  }
}

// One after the other: the namespace refuses some changes while it carries out another.
@batchSize(1)
resource queues 'Microsoft.ServiceBus/namespaces/queues@2026-01-01' = [
  for queue in queueList: {
    parent: namespace
    name: queue.Name
    properties: {
      deadLetteringOnMessageExpiration: queue.Properties.?DeadLetteringOnMessageExpiration
      defaultMessageTimeToLive: queue.Properties.?DefaultMessageTimeToLive
      duplicateDetectionHistoryTimeWindow: queue.Properties.?DuplicateDetectionHistoryTimeWindow
      forwardDeadLetteredMessagesTo: queue.Properties.?ForwardDeadLetteredMessagesTo
      forwardTo: queue.Properties.?ForwardTo
      lockDuration: queue.Properties.?LockDuration
      maxDeliveryCount: queue.Properties.?MaxDeliveryCount
      requiresDuplicateDetection: queue.Properties.?RequiresDuplicateDetection
      requiresSession: queue.Properties.?RequiresSession
    }
  }
]

@batchSize(1)
module topics 'topic.bicep' = [
  for topic in topology.Topics: {
    params: {
      namespaceName: namespace.name
      topic: topic
    }
    dependsOn: [queues]
  }
]

output id string = namespace.id
