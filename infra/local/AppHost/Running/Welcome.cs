using System.Globalization;
using Integration.Local.AppHost.Tokens;
using Integration.Workflows.Cases;
using Spectre.Console;

namespace Integration.Local.AppHost.Running;

/// <summary>What is told once everything runs: where it is, and the first things to try.</summary>
internal sealed class Welcome(LocalNetwork network, AppHostOptions options)
{
    private const string Service = "newborn";
    private const string Program = "dotnet run --project infra/local/AppHost --no-build --";

    /// <param name="console">Where to.</param>
    /// <param name="total">How long the start took.</param>
    /// <param name="key">An idempotency key that was not used before.</param>
    public void Write(IAnsiConsole console, TimeSpan total, string key)
    {
        console.WriteLine();
        foreach (var (name, place) in Places())
        {
            console.MarkupLineInterpolated($"  [bold]{name,-11}[/]  {place}");
        }

        console.MarkupLine($"\n  [green]ready in {Seconds(total)}[/] [dim]({Phases(network.Times)})[/]; Ctrl+C stops all of it\n");
        foreach (var (purpose, command) in FirstThings(key))
        {
            console.MarkupLineInterpolated($"  [dim]# {purpose}[/]\n  {command}");
        }

        console.WriteLine();
    }

    /// <summary>Commands to copy, each with what it is for.</summary>
    internal IReadOnlyList<(string Purpose, string Command)> FirstThings(string key)
    {
        var api = new Uri(network.Addresses.Functions, "api/").AbsoluteUri;
        var isDefault = options.DataDirectory == new AppHostOptions().DataDirectory;
        var directory = isDefault ? "" : $" --Local:DataDirectory={options.DataDirectory}";
        return
        [
            ("an agency's token", $"auth=\"Authorization: Bearer $({Program} token{directory})\""),
            (
                "submit an application",
                $"curl -H \"$auth\" -H 'Idempotency-Key: {key}' --json @functions/samples/{Service}.json {api}services/{Service}/cases"
            ),
            ("follow the case", $"curl -H \"$auth\" {api}cases/{CaseId.From(TokenIssuer.DefaultClient, Service, key)}"),
            ("answer its referral as the partner", $"{Program} partner{directory}"),
            ("or watch all of that at once", $"{Program} demo{directory}"),
        ];
    }

    private static string Phases(StartTimes times) =>
        $"Azurite {Seconds(times.Tables)}, broker {Seconds(times.Messages)}, functions {Seconds(times.Functions)}";

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    private IEnumerable<(string Name, string Place)> Places() =>
    [
        ("functions", network.Addresses.Functions.AbsoluteUri.TrimEnd('/')),
        ("Service Bus", network.Addresses.ServiceBus),
        ("tables", network.Addresses.Tables.AbsoluteUri),
        ("state", network.Directory.Path),
    ];
}
