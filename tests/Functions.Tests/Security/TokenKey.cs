using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Functions.Tests.Security;

/// <summary>A key that signs tokens, whose public half stands in a key set file until the end.</summary>
internal sealed class TokenKey : IDisposable
{
    private const string Id = "one";
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly string _folder = Directory.CreateTempSubdirectory("integration-keys-").FullName;

    public TokenKey()
    {
        KeySetPath = Path.Combine(_folder, "keys.json");
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_rsa.ExportParameters(false)) { KeyId = Id });
        File.WriteAllText(
            KeySetPath, JsonSerializer.Serialize(new { keys = new[] { new { kty = key.Kty, n = key.N, e = key.E, kid = key.Kid } } }));
        Private = Of(_rsa);
    }

    /// <summary>The file with the public half.</summary>
    public string KeySetPath { get; }

    /// <summary>What tokens are signed with.</summary>
    public SecurityKey Private { get; }

    /// <summary>Another key, which says that it is this one.</summary>
    public static SecurityKey Of(RSA rsa) => new RsaSecurityKey(rsa.ExportParameters(true)) { KeyId = Id };

    public void Dispose()
    {
        _rsa.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
