using System.Security.Cryptography;
using CsCheck;
using Integration.Workflows.Protection;

namespace Integration.Workflows.Tests.Protection;

/// <summary>What holds of master keys, whichever there are and however often they are replaced.</summary>
public sealed class MasterKeyLaws
{
    private static readonly string[] _ids = ["k1", "k2", "k3", "k4"];
    private static readonly Gen<string> _id = Gen.Int[0, 3].Select(index => _ids[index]);

    [Fact]
    public void A_key_opens_what_was_sealed_with_it_after_any_rotations() =>
        Gen.Select(_id, _id.Array[0, 6], Gen.Byte.Array).Sample((first, rotations, data) =>
        {
            var key = With(first).NewKey("case");
            var sealedData = With(first).Open("case", key).Seal("place", data);
            foreach (var current in rotations)
            {
                key = With(current).Rewrap("case", key);
                key.MasterKey.ShouldBe(current);
            }

            var last = rotations.LastOrDefault(first);
            Only(last).Open("case", key).Open("place", sealedData).ShouldBe(data);
        });

    [Fact]
    public void A_fingerprint_stays_the_same_over_a_rotation() =>
        Gen.Select(_id, _id, Gen.Byte.Array).Sample((old, current, data) =>
        {
            var key = With(old).NewKey("case");

            return With(old).Open("case", key).Fingerprint(data)
                == With(current).Open("case", With(current).Rewrap("case", key)).Fingerprint(data);
        });

    [Fact]
    public void No_two_keys_are_the_same_and_none_looks_the_same_when_it_is_sealed_anew() =>
        _id.Sample(id =>
        {
            var (one, other) = (With(id).NewKey("case"), With(id).NewKey("case"));
            With(id).Open("case", one).Fingerprint([1]).ShouldNotBe(With(id).Open("case", other).Fingerprint([1]));
            With(id).Rewrap("case", one).Sealed.ShouldNotBe(one.Sealed);
        });

    [Fact]
    public void A_key_opens_for_its_own_case_and_under_its_own_master_key_alone() =>
        Gen.Select(_id, _id, Gen.String).Sample((id, other, caseId) =>
        {
            var key = With(id).NewKey("case");
            Opens("case", key).ShouldBeTrue();
            Opens(caseId, key).ShouldBe(caseId == "case");
            Opens("case", key with { MasterKey = other }).ShouldBe(other == id);
        });

    [Fact]
    public void A_changed_key_opens_nothing() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Byte[1, 255]).Sample((place, change) =>
        {
            var key = With("k1").NewKey("case");
            var bytes = Convert.FromBase64String(key.Sealed);
            bytes[place % bytes.Length] ^= change;
            Opens("case", key with { Sealed = Convert.ToBase64String(bytes) }).ShouldBeFalse();
        });

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("AAECAw==")]
    public void What_is_no_key_opens_nothing(string text) => Opens("case", new WrappedKey("k1", text)).ShouldBeFalse();

    [Fact]
    public void A_master_key_that_is_not_there_is_named_with_its_setting()
    {
        var key = With("k2").NewKey("c1");

        Should.Throw<MissingMasterKeyException>(() => Only("k1").Open("c1", key)).Message.ShouldBe(
            "The key of case c1 is sealed under master key 'k2', which is not there: set Protection__MasterKeys__k2 again.");
    }

    [Fact]
    public void The_current_one_must_be_there() => Should.Throw<ArgumentException>(() => Keys(["k1"], "k2"));

    private static bool Opens(string caseId, WrappedKey key)
    {
        try
        {
            With("k1").Open(caseId, key);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static MasterKeys With(string current) => Keys(_ids, current);

    private static MasterKeys Only(string id) => Keys([id], id);

    private static MasterKeys Keys(IEnumerable<string> ids, string current) =>
        new(ids.ToDictionary(id => id, id => SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(id))), current);
}
