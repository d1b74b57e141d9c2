using System.Security.Cryptography;
using System.Text.Json;
using Integration.Local.AppHost.Running;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Local.AppHost.Keys;

/// <summary>The key that development tokens are signed with (ES256): made once, the same after every start.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly ECDsa _key;

    private SigningKey(ECDsa key, string keySetPath)
    {
        _key = key;
        KeySetPath = keySetPath;

        // A cached provider would outlive the key.
        var security = new ECDsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        security.KeyId = Base64UrlEncoder.Encode(security.ComputeJwkThumbprint());
        Credentials = new SigningCredentials(security, SecurityAlgorithms.EcdsaSha256);
    }

    public SigningCredentials Credentials { get; }

    /// <summary>The file with its public half, a JSON Web Key Set (RFC 7517).</summary>
    public string KeySetPath { get; }

    /// <summary>The key of a data directory.</summary>
    public static SigningKey Of(DataDirectory directory)
    {
        var pem = PrivateFile.ReadOrCreate(Path.Combine(directory.Keys, "signing-key.pem"), Create);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new AppHostException($"'{directory.Keys}/signing-key.pem' holds no key: delete it, and a new one is made.", error);
        }

        var signing = new SigningKey(key, Path.Combine(directory.Keys, "jwks.json"));
        PrivateFile.Write(signing.KeySetPath, signing.PublicKeySet());
        return signing;
    }

    public void Dispose() => _key.Dispose();

    private static string Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private string PublicKeySet()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        var key = new
        {
            kty = "EC",
            crv = "P-256",
            x = Base64UrlEncoder.Encode(point.X),
            y = Base64UrlEncoder.Encode(point.Y),
            use = "sig",
            alg = SecurityAlgorithms.EcdsaSha256,
            kid = Credentials.Key.KeyId,
        };
        return JsonSerializer.Serialize(new { keys = new[] { key } });
    }
}
