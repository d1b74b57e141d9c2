metadata description = 'One account for the Functions host (deployments, leases, the durable hub), one for the cases and nothing else.'

@description('Name of the account of the Functions host.')
param hostAccountName string

@description('Name of the account of the cases.')
param casesAccountName string

@description('Azure region.')
param location string

@description('Tags.')
param tags object

@description('How often and where the cases are stored.')
param casesRedundancy 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS' | 'Standard_RAGZRS'

@description('How often the durable hub is stored. A hub that is minutes behind its cases is of no use: it stays in its region.')
param hostRedundancy 'Standard_LRS' | 'Standard_ZRS'

@description('Whether the accounts can be reached from the internet.')
param publicNetworkAccess 'Enabled' | 'Disabled'

@description('Whether the account of the cases refuses to be deleted.')
param deletionLock bool

@description('The tables that the application keeps. It makes them itself where they are missing.')
var tables = ['cases', 'anchors', 'catalogues']

@description('Where the platform keeps the builds that run.')
var deploymentContainer = 'deployments'

var safety = {
  allowSharedKeyAccess: false
  allowBlobPublicAccess: false
  allowCrossTenantReplication: false
  defaultToOAuthAuthentication: true
  minimumTlsVersion: 'TLS1_2'
  supportsHttpsTrafficOnly: true
  publicNetworkAccess: publicNetworkAccess
  networkAcls: {
    bypass: 'None'
    defaultAction: publicNetworkAccess == 'Enabled' ? 'Allow' : 'Deny'
  }
}

resource host 'Microsoft.Storage/storageAccounts@2026-06-01' = {
  name: hostAccountName
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: hostRedundancy }
  properties: safety

  resource blobs 'blobServices' = {
    name: 'default'

    resource deployments 'containers' = {
      name: deploymentContainer
    }
  }
}

resource cases 'Microsoft.Storage/storageAccounts@2026-06-01' = {
  name: casesAccountName
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: casesRedundancy }
  properties: safety

  resource tableService 'tableServices' = {
    name: 'default'

    resource table 'tables' = [
      for name in tables: {
        name: name
      }
    ]
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (deletionLock) {
  name: 'cases-are-kept'
  scope: cases
  properties: {
    level: 'CanNotDelete'
    notes: 'The cases of people, and the proof of what happened to them.'
  }
}

output hostAccountId string = host.id
output casesAccountId string = cases.id
output deploymentContainerUri string = 'https://${host.name}.blob.${environment().suffixes.storage}/${deploymentContainer}'
