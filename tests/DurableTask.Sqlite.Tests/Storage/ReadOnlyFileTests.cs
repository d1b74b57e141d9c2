using System.Runtime.Versioning;
using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite.Tests.Storage;

[SupportedOSPlatform("linux")]
public sealed class ReadOnlyFileTests : IDisposable
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Enterable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Writable = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly string _folder = Directory.CreateTempSubdirectory("read-only-").FullName;

    private string Database => Path.Combine(_folder, "hub.db");

    public void Dispose()
    {
        File.SetUnixFileMode(_folder, Enterable | Writable);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_read_only_file_is_refused_with_what_to_do()
    {
        DurableStore.Open(Database).Dispose();
        Allow(_folder, Enterable | Writable);
        Allow(Database + ".lock", Readable | Writable);
        Allow(Database, Readable);

        ErrorOfOpening(Database).ShouldBe($"The durable task database '{Database}' is read-only. "
            + "Let the account that runs this program write to the file and to its folder. ");
    }

    [Fact]
    public void A_read_only_folder_is_refused_with_what_to_do()
    {
        Allow(_folder, Enterable);

        var error = ErrorOfOpening(Database);

        error.ShouldContain($"The folder of the durable task database '{Database}' is not writable");
        error.ShouldContain("Let the account that runs this program write there");
    }

    [Fact]
    public void A_folder_that_became_read_only_is_refused_though_the_files_can_be_written()
    {
        DurableStore.Open(Database).Dispose();
        Allow(Database + ".lock", Readable | Writable);
        Allow(Database, Readable | Writable);
        Allow(_folder, Enterable);

        var error = ErrorOfOpening(Database);

        error.ShouldContain(Database);
        error.ShouldContain("Let the account that runs this program");
    }

    [Fact]
    public void A_folder_that_can_not_be_is_refused_and_not_taken_for_one_in_use()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "A file in the folder's place.");

        var error = Should.Throw<DurableStoreException>(() => DurableStore.Open(Path.Combine(_folder, "file", "hub.db"))).Message;

        error.ShouldContain("is not writable");
        error.ShouldNotContain("in use");
    }

    private static void Allow(string path, UnixFileMode mode) => File.SetUnixFileMode(path, mode);

    /// <summary>What the store says, without what SQLite adds in brackets.</summary>
    private static string ErrorOfOpening(string path)
    {
        Exception? error = null;
        OrdinaryUser.Do(() => error = Should.Throw<DurableStoreException>(() => DurableStore.Open(path)));
        return error!.Message.Split("(SQLite")[0];
    }
}
