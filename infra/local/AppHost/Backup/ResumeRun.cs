using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Integration.Local.AppHost.CommandLine;
using Integration.Local.AppHost.Running;
using Integration.Local.AppHost.Tables;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;

namespace Integration.Local.AppHost.Backup;

/// <summary>
/// Sends what a restore can't bring back from the bus: of every open case the message that starts its orchestration, and of every case the
/// reminders of consents that end by themselves. What was there already makes no difference.
/// </summary>
/// <param name="surroundings">What it reaches for.</param>
/// <param name="connectionString">The tables; null for those of what runs.</param>
/// <param name="serviceBus">
/// The bus: a connection string, or a namespace's host name, used as who is signed in; null for that of what runs.
/// </param>
internal sealed class ResumeRun(Surroundings surroundings, string? connectionString, string? serviceBus)
{
    public async Task<int> RunAsync(AppHostOptions options, CancellationToken stop)
    {
        if (connectionString is null != serviceBus is null)
        {
            throw new AppHostException("--connection-string and --service-bus belong together: give both, or none for what runs here.");
        }

        var running = connectionString is null ? DirectoryHold.ReadAnnouncement(DataDirectory.At(options.DataDirectory)) : null;
        var bus = serviceBus ?? running?.ServiceBus ?? throw new AppHostException(
            $"No AppHost runs on '{options.DataDirectory}': start one in another terminal with dotnet run --project infra/local/AppHost.");
        return await TableAccess.UseAsync(options, connectionString, service => ResumeAsync(service, bus, stop), stop)
            .ConfigureAwait(false);
    }

    private async Task<int> ResumeAsync(TableServiceClient service, string bus, CancellationToken stop)
    {
        var (store, exchange) = (new TableCaseStore(service), Open(bus));
        var (cases, open) = (0, 0);
        await using (exchange.ConfigureAwait(false))
        {
            var sending = new ServiceBusExchange(exchange);
            await foreach (var tip in new TableCaseAudits(service).MovedSinceAsync(since: null, stop).ConfigureAwait(false))
            {
                if (await store.FindAsync(tip.CaseId, stop).ConfigureAwait(false) is { } found)
                {
                    await sending.SendAsync([.. MessagesOf(found, surroundings.Time.GetUtcNow())], stop).ConfigureAwait(false);
                    (cases, open) = (cases + 1, open + (found.Head.IsOpen ? 1 : 0));
                }
            }
        }

        await surroundings.Output.WriteLineAsync($"{open} open cases of {cases} are told to go on.").ConfigureAwait(false);
        return ExitCodes.Done;
    }

    private static ServiceBusClient Open(string bus) => Uri.CheckHostName(bus) == UriHostNameType.Dns
        ? new ServiceBusClient(bus, new DefaultAzureCredential())
        : new ServiceBusClient(bus);

    private static IEnumerable<ExchangeMessage> MessagesOf(CaseRecord found, DateTimeOffset now)
    {
        var reminders = StepMessages.ConsentExpiries(found.Head, found.Consents.Where(consent => consent.ExpiresAt > now));
        return found.Head.IsOpen ? reminders.Append(StepMessages.Received(found.Head)) : reminders;
    }
}
