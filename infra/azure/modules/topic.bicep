metadata description = 'A topic of infra/servicebus.json with its subscriptions and their rules.'

@description('Name of the namespace.')
param namespaceName string

@description('The topic, as the file has it.')
param topic object

var rules = flatten(map(
  range(0, length(topic.Subscriptions)),
  index =>
    map(topic.Subscriptions[index].Rules, rule => { subscription: index, name: rule.Name, properties: rule.Properties })
))

resource namespace 'Microsoft.ServiceBus/namespaces@2026-01-01' existing = {
  name: namespaceName
}

resource entity 'Microsoft.ServiceBus/namespaces/topics@2026-01-01' = {
  parent: namespace
  name: topic.Name
  properties: {
    defaultMessageTimeToLive: topic.Properties.?DefaultMessageTimeToLive
    duplicateDetectionHistoryTimeWindow: topic.Properties.?DuplicateDetectionHistoryTimeWindow
    requiresDuplicateDetection: topic.Properties.?RequiresDuplicateDetection
  }
}

@batchSize(1)
resource subscriptions 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2026-01-01' = [
  for subscription in topic.Subscriptions: {
    parent: entity
    name: subscription.Name
    properties: {
      deadLetteringOnMessageExpiration: subscription.Properties.?DeadLetteringOnMessageExpiration
      defaultMessageTimeToLive: subscription.Properties.?DefaultMessageTimeToLive
      forwardDeadLetteredMessagesTo: subscription.Properties.?ForwardDeadLetteredMessagesTo
      forwardTo: subscription.Properties.?ForwardTo
      lockDuration: subscription.Properties.?LockDuration
      maxDeliveryCount: subscription.Properties.?MaxDeliveryCount
      requiresSession: subscription.Properties.?RequiresSession
    }
  }
]

// Azure gives a new subscription a rule that lets everything in. A subscription's owner may see what is addressed to it, and no more.
@batchSize(1)
resource nothingByDefault 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2026-01-01' = [
  for index in range(0, length(topic.Subscriptions)): {
    parent: subscriptions[index]
    name: '$Default'
    properties: {
      filterType: 'SqlFilter'
      sqlFilter: { sqlExpression: '1=0' }
    }
  }
]

@batchSize(1)
resource filters 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2026-01-01' = [
  for rule in rules: {
    parent: subscriptions[rule.subscription]
    name: rule.name
    properties: rule.properties.FilterType == 'Correlation'
      ? {
          filterType: 'CorrelationFilter'
          correlationFilter: {
            contentType: rule.properties.CorrelationFilter.?ContentType
            correlationId: rule.properties.CorrelationFilter.?CorrelationId
            label: rule.properties.CorrelationFilter.?Label
            messageId: rule.properties.CorrelationFilter.?MessageId
            properties: rule.properties.CorrelationFilter.?Properties
            replyTo: rule.properties.CorrelationFilter.?ReplyTo
            replyToSessionId: rule.properties.CorrelationFilter.?ReplyToSessionId
            sessionId: rule.properties.CorrelationFilter.?SessionId
            to: rule.properties.CorrelationFilter.?To
          }
        }
      : {
          filterType: 'SqlFilter'
          sqlFilter: { sqlExpression: rule.properties.SqlFilter.SqlExpression }
          action: { sqlExpression: rule.properties.?Action.?SqlExpression }
        }
    dependsOn: [nothingByDefault]
  }
]
