using System.Diagnostics;
using System.Text.Json;

namespace Integration.Conformance.Tests.Partner;

/// <summary>A sample participant, running as a program of its own.</summary>
internal sealed class PartnerProcess : IAsyncDisposable
{
    public const string Id = "maple-education-savings";

    private readonly Process _process;
    private readonly string _ledger;

    private PartnerProcess(Process process, string ledger) => (_process, _ledger) = (process, ledger);

    public static PartnerProcess Start(string connectionString, string decision = "accept") =>
        Start("partner.mjs", connectionString, "PARTNER_LEDGER", new KeyValuePair<string, string>("PARTNER_DECISION", decision));

    /// <summary>The region, an agency with rules of its own.</summary>
    public static PartnerProcess StartRegion(string connectionString) =>
        Start("../RegionAgency/agency.mjs", connectionString, "REGION_LEDGER");

    /// <summary>What it wrote down, as <c>event messageId</c>.</summary>
    public IReadOnlyList<string> Ledger =>
    [
        .. from line in File.ReadAllLines(_ledger)
           let entry = JsonElement.Parse(line)
           select $"{entry.GetProperty("event")} {entry.GetProperty("messageId")}",
    ];

    /// <summary>Waits until it prints a line that has some words.</summary>
    public async Task PrintsAsync(string words)
    {
        using var limit = Limit();
        var lines = new List<string>();
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return;
            }

            lines.Add(line);
        }

        lines.Add(await _process.StandardError.ReadToEndAsync(limit.Token));
        throw new ShouldAssertException($"The partner ended without printing '{words}', but:\n{string.Join('\n', lines)}");
    }

    /// <summary>Leaves it without anybody who reads what it prints.</summary>
    public void StopReading()
    {
        _process.StandardOutput.Close();
        _process.StandardError.Close();
    }

    /// <summary>Asks it to end, and returns its exit code.</summary>
    public async Task<int> StopAsync(string signal = "TERM")
    {
        using var limit = Limit();
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        File.Delete(_ledger);
    }

    private static PartnerProcess Start(
        string script, string connectionString, string ledgerVariable, params KeyValuePair<string, string>[] more)
    {
        var ledger = Path.GetTempFileName();
        var environment = new Dictionary<string, string>(more) { ["SERVICE_BUS"] = connectionString, [ledgerVariable] = ledger };
        return new PartnerProcess(Process.Start(Node.Start([script], environment))!, ledger);
    }

    private static CancellationTokenSource Limit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Node.Limit);
        return limit;
    }
}
