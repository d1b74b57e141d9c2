metadata description = 'What wakes somebody up: dead letters, queues that do not drain, orchestrations that fail.'

@description('Azure region.')
param location string

@description('Tags.')
param tags object

@description('Beginning of the alerts\' names.')
param prefix string

@description('The Service Bus namespace that is watched.')
param namespaceName string

@description('The workspace that the functions\' log goes to.')
param workspaceId string

@description('Who is told by mail. With nobody, alerts are seen in the portal only.')
param emails string[]

@description('How many messages a queue or topic may hold without draining before that is an alert.')
param backlog int

@description('How long a backlog may last.')
param backlogWindow 'PT5M' | 'PT15M' | 'PT30M' | 'PT1H'

resource namespace 'Microsoft.ServiceBus/namespaces@2026-01-01' existing = {
  name: namespaceName
}

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${prefix}-operators'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'operators'
    emailReceivers: [
      for email in emails: {
        name: email
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource deadLetters 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: '${prefix}-dead-letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'A message could not be taken. Its reason and description say why; see Dead letters in the runbook.'
    severity: 1
    enabled: true
    scopes: [namespace.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'dead letters'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['*'] }]
          operator: 'GreaterThan'
          threshold: 0
          timeAggregation: 'Maximum'
        }
      ]
    }
    actions: [{ actionGroupId: operators.id }]
  }
}

// Service Bus does not measure the age of its oldest message. A queue that was never short during the window is its sign.
resource queueAge 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: '${prefix}-queue-age'
  location: 'global'
  tags: tags
  properties: {
    description: 'Messages wait: more come in than are taken, or nobody takes them.'
    severity: 2
    enabled: true
    scopes: [namespace.id]
    evaluationFrequency: 'PT5M'
    windowSize: backlogWindow
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'backlog'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'ActiveMessages'
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['*'] }]
          operator: 'GreaterThan'
          threshold: backlog
          timeAggregation: 'Minimum'
        }
      ]
    }
    actions: [{ actionGroupId: operators.id }]
  }
}

resource failedOrchestrations 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: '${prefix}-failed-orchestrations'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: '${prefix}-failed-orchestrations'
    description: 'An orchestration ended failed: its case does not go on by itself.'
    severity: 1
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    // The tables are there only once telemetry has come.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'AppTraces | where Message has "(Orchestrator)\' failed with an error"'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [operators.id] }
  }
}
