using 'main.bicep'

// One developer or one branch: small, and gone without a trace after `azd down --purge`.

// azd sets these; `az deployment sub create` takes them from the environment as well.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param keyOfficer = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param keyOfficerType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')
param networking = readEnvironmentVariable('INTEGRATION_NETWORKING', 'Public')

param functions = {
  instanceMemoryMB: 2048
  maximumInstanceCount: 40
  alwaysReadyDurable: 0
  alwaysReadyHttp: 0
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

param casesRedundancy = 'Standard_LRS'
param hostRedundancy = 'Standard_LRS'
param purgeProtection = false
param logRetentionInDays = 30
