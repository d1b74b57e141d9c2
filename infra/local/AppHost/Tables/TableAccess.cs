using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Tables;

/// <summary>
/// The tables that a command is about: those of a connection string; those at an https address, as whoever is signed in to Azure; those
/// of what runs; or those of a data directory where nothing runs.
/// </summary>
internal static class TableAccess
{
    private const int Retries = 2;

    /// <param name="options">They name the data directory.</param>
    /// <param name="connectionString">Tables elsewhere; null for those of the data directory.</param>
    /// <param name="use">Uses them.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="AppHostException">They can't be reached.</exception>
    public static async Task<int> UseAsync(
        AppHostOptions options, string? connectionString, Func<TableServiceClient, Task<int>> use, CancellationToken stop)
    {
        if (connectionString is not null)
        {
            return await UseAsync(connectionString, use).ConfigureAwait(false);
        }

        var directory = DataDirectory.At(options.DataDirectory);
        return DirectoryHold.ReadAnnouncement(directory) is { } addresses
            ? await UseAsync(TableService.ConnectionStringOf(addresses.Tables), use).ConfigureAwait(false)
            : await UseStoppedAsync(directory, use, stop).ConfigureAwait(false);
    }

    /// <summary>Uses the tables of a data directory where nothing may run.</summary>
    /// <exception cref="AppHostException">Something runs there.</exception>
    public static async Task<int> UseStoppedAsync(DataDirectory directory, Func<TableServiceClient, Task<int>> use, CancellationToken stop)
    {
        using var hold = DirectoryHold.Take(directory);
        await TableService.ClearLeftOverAsync(directory, stop).ConfigureAwait(false);
        var tables = await TableService.StartAsync(directory, port: 0, stop).ConfigureAwait(false);
        await using (tables.ConfigureAwait(false))
        {
            return await UseAsync(tables.ConnectionString, use).ConfigureAwait(false);
        }
    }

    private static async Task<int> UseAsync(string connection, Func<TableServiceClient, Task<int>> use)
    {
        try
        {
            return await use(Open(connection)).ConfigureAwait(false);
        }
        catch (AuthenticationFailedException error)
        {
            throw new AppHostException($"Nobody is signed in who may use the tables at {connection}: sign in with az login.", error);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException { InnerException: RequestFailedException })
        {
            var first = (error.InnerException ?? error).Message.Split('\n')[0].TrimEnd();
            throw new AppHostException($"The tables can't be read: {first}", error);
        }
    }

    private static TableServiceClient Open(string connection)
    {
        var options = new TableClientOptions { Retry = { MaxRetries = Retries, Mode = RetryMode.Fixed } };
        try
        {
            return Uri.TryCreate(connection, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
                ? new TableServiceClient(address, new DefaultAzureCredential(), options)
                : new TableServiceClient(connection, options);
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException or ArgumentException)
        {
            throw new AppHostException(
                "--connection-string is none of a table service: write it as Azure shows it, AccountName and AccountKey in it, or the "
                + "service's https address, to be opened as who is signed in.", error);
        }
    }
}
