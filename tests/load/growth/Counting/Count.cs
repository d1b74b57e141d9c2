using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Integration.Load.Functions;
using Microsoft.Data.Sqlite;

namespace Integration.Load.Growth.Counting;

/// <summary>Runs newborn cases through the local stack and counts what they cost.</summary>
internal static class Count
{
    private const string Service = "newborn";
    private const int WarmUp = 2;

    // Longer than an orchestration's first look, after which the last of its timers is gone.
    private static readonly TimeSpan _settling = TimeSpan.FromSeconds(45);

    /// <param name="cases">How many; what comes by time alone is spread over them.</param>
    /// <param name="output">Where progress is told.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<CaseCost> RunAsync(int cases, TextWriter output, CancellationToken stop)
    {
        await using var stack = await LocalStack.StartAsync(stop);
        var token = await stack.TokenAsync(stop);
        await SubmitAsync(stack, WarmUp, token, output, stop);
        await Task.Delay(_settling, stop);
        var before = await Seen.TakeAsync(stack, stop);
        await SubmitAsync(stack, cases, token, output, stop);
        await Task.Delay(_settling, stop);
        return Difference(before, await Seen.TakeAsync(stack, stop), cases);
    }

    private static async Task SubmitAsync(LocalStack stack, int cases, string token, TextWriter output, CancellationToken stop)
    {
        var script = Clone.PathOf("tests/load/cases.mjs");
        using var process = Process.Start(new ProcessStartInfo(
            "node", [script, "--cases", $"{cases}", "--address", stack.Front.Address.ToString().TrimEnd('/'), "--token", token])
        {
            RedirectStandardOutput = true,
        })!;
        await output.WriteAsync(await process.StandardOutput.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop);
        if (process.ExitCode != 0)
        {
            throw new GrowthException("The cases did not close, so there is nothing to count: see above.");
        }
    }

    private static CaseCost Difference(Seen before, Seen after, int cases)
    {
        var messages = PerCase(before.Messages, after.Messages, cases);
        var history = PerCase(before.History, after.History, cases);
        var views = after.Views - before.Views;
        var store = after.Store.Skip(before.Store.Count).ToList();
        var hub = after.Hub.Zip(before.Hub, (all, earlier) => all.Skip(earlier.Count)).SelectMany(requests => requests).ToList();
        var reads = store.Where(request => request.Kind == "table read cases").ToList();
        var writes = store.Where(request => request.Kind == "table write cases").ToList();

        // A client that follows its case reads the whole of it, as a look at it does in the end.
        var viewBytes = reads.Count == 0 ? 0 : reads.Max(request => request.Received);
        var ofProcess = (double)(reads.Count - views) / reads.Count;
        return new CaseCost
        {
            CountedOn = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Service = Service,
            Cases = cases,
            Invocations = InvocationsOf(messages, history),
            Messages = messages,
            Bus = new(Each(after.Bus.Sent - before.Bus.Sent), Each(after.Bus.Received - before.Bus.Received)),
            CaseStore = new(
                Each(writes.Count), Each(writes.Sum(request => request.Entities)),
                Each(reads.Count * ofProcess), Each(reads.Sum(request => request.Entities) * ofProcess),
                Each(writes.Sum(request => request.Sent)), Each(reads.Sum(request => request.Received) * ofProcess)),
            Hub = HubOf(hub, Each),
            History = history,
            HistoryBytes = Each(after.HistoryBytes - before.HistoryBytes),
            StoredRows = Each(after.Rows - before.Rows),
            StoredBytes = Each(after.RowBytes - before.RowBytes),
            ViewBytes = viewBytes,
        };

        double Each(double total) => Rounded(total / cases);
    }

    // What is received is one invocation; so is an episode of the orchestrator, and an activity.
    private static Dictionary<string, double> InvocationsOf(
        IReadOnlyDictionary<string, double> messages, IReadOnlyDictionary<string, double> history) => new()
        {
            ["SubmitCase"] = 1,
            ["StartCase"] = messages.GetValueOrDefault("intake"),
            ["hosted checks"] = messages.Where(pair => pair.Key.EndsWith("/hosted", StringComparison.OrdinalIgnoreCase))
                .Sum(pair => pair.Value),
            ["TakeAnswer"] = messages.GetValueOrDefault("step-results"),
            ["RunCase, episodes"] = history.GetValueOrDefault("OrchestratorStarted"),
            ["activities"] = history.GetValueOrDefault("TaskScheduled"),
        };

    private static HubWork HubOf(List<PassedRequest> requests, Func<double, double> each)
    {
        return new(
            Of("table write", "History", "Instances"), Of("table read", "History", "Instances"), Of("queue put", "control", "workitems"),
            Of("queue get", "control", "workitems"), Of("queue delete", "control", "workitems"), Of("queue update", "control", "workitems"),
            Of("blob write", "largemessages"));

        // A look at an empty queue costs by the clock, not by the case.
        double Of(string verb, params string[] places) => each(requests.Count(request =>
            request.Kind.StartsWith(verb, StringComparison.Ordinal)
            && places.Any(place => request.Kind.Contains(place, StringComparison.Ordinal))
            && (verb != "queue get" || request.Entities > 0)));
    }

    private static Dictionary<string, double> PerCase(
        IReadOnlyDictionary<string, long> before, IReadOnlyDictionary<string, long> after, int cases) => after
        .Select(pair => (pair.Key, Value: Rounded((double)(pair.Value - before.GetValueOrDefault(pair.Key)) / cases)))
        .Where(pair => pair.Value > 0)
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .ToDictionary(pair => pair.Key, pair => pair.Value);

    private static double Rounded(double value) => Math.Round(value, 2);

    /// <summary>All that was counted up to a moment.</summary>
    private sealed record Seen(
        int Views, IReadOnlyDictionary<string, long> Messages, (long Sent, long Received) Bus,
        IReadOnlyList<PassedRequest> Store, IReadOnlyList<IReadOnlyList<PassedRequest>> Hub,
        IReadOnlyDictionary<string, long> History, long HistoryBytes, long Rows, long RowBytes)
    {
        public static async Task<Seen> TakeAsync(LocalStack stack, CancellationToken stop)
        {
            var store = stack.Cases.Passed.ToList();
            var hub = stack.Hub.Select(proxy => proxy.Passed.ToList()).ToList();
            var tables = new TableServiceClient(stack.Storage);
            var history = new Dictionary<string, long>(StringComparer.Ordinal);
            var historyBytes = 0L;
            await foreach (var row in tables.GetTableClient("IntegrationHistory").QueryAsync<TableEntity>(cancellationToken: stop))
            {
                var type = row.GetString("EventType") ?? "sentinel";
                history[type] = history.GetValueOrDefault(type) + 1;
                historyBytes += SizeOf(row);
            }

            var (rows, rowBytes) = (0L, 0L);
            await foreach (var row in tables.GetTableClient("cases").QueryAsync<TableEntity>(cancellationToken: stop))
            {
                (rows, rowBytes) = (rows + 1, rowBytes + SizeOf(row));
            }

            var views = stack.Front.Passed.Count(request => request.Kind == "http read");
            return new(views, MessagesOf(stack), stack.Bus.Bytes, store, hub, history, historyBytes, rows, rowBytes);
        }

        private static long SizeOf(TableEntity row) =>
            row.Sum(property => property.Key.Length + LengthOf(property.Value));

        private static int LengthOf(object? value) => value switch
        {
            byte[] data => 4 * ((data.Length + 2) / 3),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!.Length,
        };

        private static Dictionary<string, long> MessagesOf(LocalStack stack)
        {
            using var connection = new SqliteConnection($"Data Source={stack.BrokerFile};Mode=ReadOnly;Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT address, last_sequence_number FROM entities";
            using var reader = command.ExecuteReader();
            var messages = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
            while (reader.Read())
            {
                messages[reader.GetString(0)] = reader.GetInt64(1);
            }

            return messages;
        }
    }
}
