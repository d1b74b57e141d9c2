using System.Security.Cryptography;
using CsCheck;
using Integration.Workflows.Protection;

namespace Integration.Workflows.Tests.Protection;

public sealed class ProtectionTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(value => (byte)value)];
    private static readonly CaseCipher Cipher = new("case", Key);
    private static readonly Pseudonyms Names = new(Key);

    [Fact]
    public void What_was_sealed_opens() =>
        Gen.Byte.Array.Sample(data => Cipher.Open("place", Cipher.Seal("place", data)).SequenceEqual(data));

    [Fact]
    public void What_was_sealed_twice_never_looks_the_same() =>
        Gen.Byte.Array.Sample(data => !Cipher.Seal("place", data).SequenceEqual(Cipher.Seal("place", data)));

    [Fact]
    public void Any_changed_byte_is_found() =>
        Gen.Select(Gen.Byte.Array[0, 40], Gen.Int[0, 1000], Gen.Byte[1, 255]).Sample((data, place, change) =>
        {
            var sealedData = Cipher.Seal("place", data);
            sealedData[place % sealedData.Length] ^= change;
            Should.Throw<CryptographicException>(() => Cipher.Open("place", sealedData));
        });

    [Theory]
    [InlineData("other", "place")]
    [InlineData("case", "elsewhere")]
    public void What_was_sealed_for_a_case_and_place_opens_nowhere_else(string caseId, string place) =>
        Should.Throw<CryptographicException>(() => new CaseCipher(caseId, Key).Open(place, Cipher.Seal("place", [1, 2, 3])));

    [Fact]
    public void The_key_of_another_case_opens_nothing() =>
        Should.Throw<CryptographicException>(() => new CaseCipher("case", new byte[32]).Open("place", Cipher.Seal("place", [1])));

    [Fact]
    public void A_sector_knows_a_person_by_one_name_and_no_two_sectors_by_the_same() =>
        Gen.Select(Gen.String, Gen.String, Gen.String).Sample((sector, other, person) =>
            Names.Of(sector, person) == Names.Of(sector, person)
            && (sector == other) == (Names.Of(sector, person) == Names.Of(other, person)));

    [Fact]
    public void No_two_people_share_a_name_in_a_sector() =>
        Gen.Select(Gen.String, Gen.String, Gen.String).Sample((sector, one, other) =>
            (one == other) == (Names.Of(sector, one) == Names.Of(sector, other)));

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "my")]
    [InlineData("foobar", "mzxw6ytboi")]
    public void Base_32_is_as_in_RFC_4648(string text, string encoded) =>
        Base32.Encode(System.Text.Encoding.ASCII.GetBytes(text)).ShouldBe(encoded);

    [Theory]
    [InlineData("", false)]
    [InlineData("not base64", false)]
    [InlineData("AAECAw==", false)]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", true)]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g", false)]
    public void A_key_is_thirty_two_bytes(string setting, bool valid) => (ProtectionOptions.Decode(setting) is not null).ShouldBe(valid);
}
