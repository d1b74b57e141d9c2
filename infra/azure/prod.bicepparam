using 'main.bicep'

// Production: instances that wait, storage in two regions, a bus of its own, and nothing that can be deleted by mistake.

// azd sets these; `az deployment sub create` takes them from the environment as well.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param keyOfficer = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param keyOfficerType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')
param networking = readEnvironmentVariable('INTEGRATION_NETWORKING', 'Public')

param functions = {
  instanceMemoryMB: 2048
  maximumInstanceCount: 200
  alwaysReadyDurable: 2
  alwaysReadyHttp: 2
  siteUpdateStrategy: 'Recreate'
  authority: readEnvironmentVariable('INTEGRATION_AUTHORITY')
  audience: readEnvironmentVariable('INTEGRATION_AUDIENCE', 'integration')
  masterKeys: ['k1']
  currentMasterKey: 'k1'
  auditAnchoringInterval: '00:05:00'
  telemetryEndpoint: ''
}

// Participants that run elsewhere: `'first-shift': '<object id of its service principal>'`.
param participants = {}
param alertEmails = []

param casesRedundancy = 'Standard_GZRS'
param hubPartitions = 16
param serviceBusSku = 'Premium'
param messagingUnits = 1
param purgeProtection = true
param deletionLock = true
param logRetentionInDays = 365
