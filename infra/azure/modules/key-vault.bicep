metadata description = 'The vault of the keys that protect personal data. No template and no parameter has their values.'

@description('Its name.')
param name string

@description('Azure region.')
param location string

@description('Tags.')
param tags object

@description('Whether the vault can be reached from the internet.')
param publicNetworkAccess 'Enabled' | 'Disabled'

@description('Whether nobody, not even an administrator, can destroy a key within 90 days. It can be switched on and never off.')
param purgeProtection bool

@description('Whether the vault refuses to be deleted.')
param deletionLock bool

@description('Where it is recorded who used a key.')
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: purgeProtection ? true : null
    publicNetworkAccess: publicNetworkAccess
    networkAcls: {
      bypass: 'None'
      defaultAction: publicNetworkAccess == 'Enabled' ? 'Allow' : 'Deny'
    }
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (deletionLock) {
  name: 'keys-are-kept'
  scope: vault
  properties: {
    level: 'CanNotDelete'
    notes: 'Without these keys nobody can read a case again.'
  }
}

#disable-next-line use-recent-api-versions // The only later version of this type than 2016 is a preview.
resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}

output id string = vault.id
