using Integration.Local.AppHost.Keys;
using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Tests.Keys;

public sealed class KeysTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void The_master_key_and_the_key_of_pseudonyms_are_32_bytes_each_and_made_once()
    {
        var first = ProtectionKeys.Of(_directory.Data);

        Convert.FromBase64String(first.MasterKey).Length.ShouldBe(32);
        Convert.FromBase64String(first.PseudonymKey).Length.ShouldBe(32);
        first.PseudonymKey.ShouldNotBe(first.MasterKey);
        ProtectionKeys.Of(_directory.Data).ShouldBe(first);
    }

    [Fact]
    public void The_signing_key_is_made_once()
    {
        using var first = SigningKey.Of(_directory.Data);
        using var second = SigningKey.Of(_directory.Data);

        second.Credentials.Key.KeyId.ShouldBe(first.Credentials.Key.KeyId);
    }

    [Fact]
    public void Two_data_directories_have_different_keys()
    {
        using var other = new TemporaryDirectory();
        using var first = SigningKey.Of(_directory.Data);
        using var second = SigningKey.Of(other.Data);

        second.Credentials.Key.KeyId.ShouldNotBe(first.Credentials.Key.KeyId);
        ProtectionKeys.Of(other.Data).MasterKey.ShouldNotBe(ProtectionKeys.Of(_directory.Data).MasterKey);
        ProtectionKeys.Of(other.Data).PseudonymKey.ShouldNotBe(ProtectionKeys.Of(_directory.Data).PseudonymKey);
    }

    [Fact]
    public async Task All_who_make_the_keys_at_the_same_time_get_the_same()
    {
        var data = _directory.Data;

        var keys = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => ProtectionKeys.Of(data))));

        keys.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void Keys_can_be_read_by_their_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        ProtectionKeys.Of(_directory.Data);
        using var key = SigningKey.Of(_directory.Data);

        var files = new DirectoryInfo(_directory.Data.Keys).GetFiles();

        files.Select(file => file.Name).ShouldBe(["jwks.json", "master-key-first", "pseudonym-key", "signing-key.pem"], ignoreOrder: true);
        files.ShouldAllBe(file => file.UnixFileMode == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        new DirectoryInfo(_directory.Data.Keys).UnixFileMode.ShouldBe(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void The_key_set_does_not_hold_the_private_half()
    {
        using var key = SigningKey.Of(_directory.Data);

        File.ReadAllText(key.KeySetPath).ShouldNotContain("\"d\"");
    }

    [Fact]
    public void A_file_that_holds_no_key_is_named_with_its_remedy()
    {
        var path = Path.Combine(_directory.Data.Keys, "signing-key.pem");
        File.WriteAllText(path, "nothing");

        Should.Throw<AppHostException>(() => SigningKey.Of(_directory.Data)).Message
            .ShouldBe($"'{path}' holds no key: delete it, and a new one is made.");
    }

    public void Dispose() => _directory.Dispose();
}
