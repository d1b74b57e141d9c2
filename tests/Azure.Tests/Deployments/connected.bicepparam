using '../../../infra/azure/main.bicep'

// Everything that can be private is, and every participant that runs elsewhere is connected.

param environmentName = 'connected'
param location = 'canadacentral'
param networking = 'Private'
param serviceBusSku = 'Premium'
param hubPartitions = 16
param deletionLock = true
param keyOfficer = '00000000-0000-0000-0000-00000000000f'
param alertEmails = ['duty@example.org']

param functions = {
  instanceMemoryMB: 2048
  maximumInstanceCount: 100
  alwaysReadyDurable: 1
  alwaysReadyHttp: 1
  siteUpdateStrategy: 'Recreate'
  authority: 'https://login.example.org'
  audience: 'integration'
  masterKeys: ['k1']
  currentMasterKey: 'k1'
  auditAnchoringInterval: '00:05:00'
  telemetryEndpoint: ''
}

param participants = {
  'au-coolamon-jobs': '00000000-0000-0000-0000-000000000001'
  'au-far-west-bridge': '00000000-0000-0000-0000-000000000002'
  'au-harbour-light-careers': '00000000-0000-0000-0000-000000000003'
  'au-red-gum-pathways': '00000000-0000-0000-0000-000000000004'
  'au-wattle-track-employment': '00000000-0000-0000-0000-000000000005'
  'be-economy-review': '00000000-0000-0000-0000-000000000006'
  'be-lumilux': '00000000-0000-0000-0000-000000000007'
  'dk-region-midtjylland': '00000000-0000-0000-0000-000000000008'
  'first-shift': '00000000-0000-0000-0000-000000000009'
  'maple-education-savings': '00000000-0000-0000-0000-00000000000a'
}
