metadata description = 'The Durable Task Scheduler with its task hub, in place of the hub in Azure Storage.'

@description('Name of the scheduler.')
param name string

@description('Name of its task hub.')
param taskHubName string

@description('Azure region.')
param location string

@description('Tags.')
param tags object

@description('Consumption is paid by the action, Dedicated by the capacity unit.')
param sku 'Consumption' | 'Dedicated'

@description('Capacity units of a Dedicated scheduler.')
param capacity int

@description('Which addresses may connect, as CIDR blocks. Identity is checked too; an empty list lets nobody in.')
param addressRanges string[]

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    ipAllowlist: addressRanges
    sku: {
      name: sku
      capacity: sku == 'Dedicated' ? capacity : null
    }
  }

  resource hub 'taskHubs' = {
    name: taskHubName
    properties: {}
  }
}

output endpoint string = scheduler.properties.endpoint
