using Microsoft.Extensions.Options;

namespace Integration.Functions.Security;

internal sealed class AuthenticationOptionsValidator : IValidateOptions<AuthenticationOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthenticationOptions options)
    {
        var failures = new List<string>();
        if (string.IsNullOrEmpty(options.Authority) == string.IsNullOrEmpty(options.JsonWebKeySetPath))
        {
            failures.Add("Set Authentication:Authority or Authentication:JsonWebKeySetPath, one of the two.");
        }

        if (!string.IsNullOrEmpty(options.Authority) && !options.Authority.StartsWith("https://", StringComparison.Ordinal))
        {
            failures.Add("Authentication:Authority must be an https address.");
        }

        if (!string.IsNullOrEmpty(options.JsonWebKeySetPath) && string.IsNullOrEmpty(options.Issuer))
        {
            failures.Add("Authentication:Issuer is needed with a key set file.");
        }

        if (string.IsNullOrEmpty(options.Audience))
        {
            failures.Add("Authentication:Audience must not be empty.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
