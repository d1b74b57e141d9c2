using Integration.Workflows.Protection;
using Microsoft.Extensions.Options;

namespace Integration.Functions.Security;

internal sealed class ProtectionOptionsValidator : IValidateOptions<ProtectionOptions>
{
    public ValidateOptionsResult Validate(string? name, ProtectionOptions options) => options.DecodeMasterKey() is null
        ? ValidateOptionsResult.Fail("Protection:MasterKey must be base64 of 32 bytes.")
        : ValidateOptionsResult.Success;
}
