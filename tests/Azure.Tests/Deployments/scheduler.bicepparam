using '../../../infra/azure/main.bicep'

// Orchestrations on the Durable Task Scheduler, telemetry to a collector, a master key that takes the place of another.

param environmentName = 'scheduler'
param location = 'canadacentral'
param networking = 'PrivateData'
param durableStore = 'Scheduler'
param schedulerSku = 'Dedicated'
param schedulerCapacity = 2

param functions = {
  instanceMemoryMB: 4096
  maximumInstanceCount: 200
  alwaysReadyDurable: 2
  alwaysReadyHttp: 0
  siteUpdateStrategy: 'RollingUpdate'
  authority: 'https://login.example.org'
  audience: 'integration'
  masterKeys: ['k1', 'k2']
  currentMasterKey: 'k2'
  auditAnchoringInterval: '00:05:00'
  telemetryEndpoint: 'https://collector.example.org:4317'
}
