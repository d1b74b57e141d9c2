using System.Diagnostics;
using System.Text.Json;
using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Tests.EndToEnd;

/// <summary>The sample partner with a ledger in a directory, which it goes on with when it is started again.</summary>
internal sealed class LedgerPartner : IAsyncDisposable
{
    private const string Ledger = "ledger.jsonl";
    private readonly Process _process;

    private LedgerPartner(Process process) => _process = process;

    public static LedgerPartner Start(Addresses addresses, TemporaryDirectory directory) => new(Process.Start(
        new ProcessStartInfo("node", [Path.Combine(Clone.Directory, "infra/local/Partner/partner.mjs")])
        {
            RedirectStandardOutput = true,
            Environment = { ["SERVICE_BUS"] = addresses.ServiceBus, ["PARTNER_LEDGER"] = directory.File(Ledger) },
        })!);

    /// <summary>The step keys of the referrals that were received, each once however often it came.</summary>
    public static IReadOnlyList<string> ReferralsOf(TemporaryDirectory directory) =>
    [
        .. File.ReadLines(directory.File(Ledger))
            .Select(line => JsonElement.Parse(line))
            .Where(entry => entry.GetProperty("event").GetString() == "received")
            .Select(entry => entry.GetProperty("stepKey").GetString()!)
            .Distinct(),
    ];

    public async ValueTask DisposeAsync()
    {
        var output = _process.StandardOutput.ReadToEndAsync();
        _process.Kill();
        await _process.WaitForExitAsync();
        await output;
        _process.Dispose();
    }
}
