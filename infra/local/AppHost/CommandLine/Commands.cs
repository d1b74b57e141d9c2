using System.CommandLine;
using System.CommandLine.Parsing;
using Integration.Local.AppHost.Audit;
using Integration.Local.AppHost.Backup;
using Integration.Local.AppHost.Catalogue;
using Integration.Local.AppHost.Demo;
using Integration.Local.AppHost.Partner;
using Integration.Local.AppHost.Running;
using Integration.Local.AppHost.Tokens;
using Integration.Local.FunctionsHost;
using Integration.Local.ServiceBusEmulator;
using Integration.Workflows.Audit.Anchoring;

namespace Integration.Local.AppHost.CommandLine;

/// <summary>The commands and their options.</summary>
/// <param name="options">As the settings say.</param>
/// <param name="surroundings">What the commands reach for.</param>
internal sealed class Commands(AppHostOptions options, Surroundings surroundings)
{
    private readonly Option<bool> _verbose = new("--verbose", "-v")
    {
        Description = "Log more than warnings. Logs go to standard error.",
        Recursive = true,
    };

    /// <summary>All of them, below the one that runs everything.</summary>
    public Command All()
    {
        var root = new Command(
            "AppHost", "Runs all of Integration on this machine: functions, Service Bus broker and table storage. Ctrl+C stops it.")
        {
            HelpText.Option(), _verbose, Demo(), Partner(), Token(), Catalogue(), Audit(), Backup(), Restore(), Resume(),
        };
        Set(root, (_, settled, stop) => new Run(surroundings).RunAsync(settled, stop));
        return root;
    }

    /// <summary>The names of every command's options.</summary>
    public IReadOnlyCollection<string> OptionNames() =>
        [.. NamesOf(All()).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> NamesOf(Command command) => command.Options
        .SelectMany(option => option.Aliases.Append(option.Name))
        .Concat(command.Subcommands.SelectMany(NamesOf));

    private Command Demo()
    {
        var timeout = new Option<TimeSpan>("--timeout")
        {
            Description = "How long the case may take: a number with s, m, h or d.",
            HelpName = "time",
            DefaultValueFactory = _ => TimeSpan.FromMinutes(1),
            CustomParser = ReadDuration,
        };
        var demo = new Command("demo", "Submits the sample application, plays the partner, and shows the case's way to its end.")
        {
            timeout,
        };
        Set(demo, (parsed, settled, stop) => new DemoRun(surroundings, parsed.GetValue(timeout)).RunAsync(settled, stop));
        return demo;
    }

    private Command Partner()
    {
        var id = new Argument<string>("id")
        {
            Description = "The remote participant to play, by its id in the catalogue: a partner, or dk-region-midtjylland.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => SamplePartner.Id,
        };
        var partner = new Command("partner", "Plays a sample participant against the AppHost that runs, until Ctrl+C.") { id };
        Set(partner, (parsed, settled, stop) => new PartnerRun(surroundings, parsed.GetValue(id)!).RunAsync(settled, stop));
        return partner;
    }

    private Command Token()
    {
        var role = new Option<string[]>("--role")
        {
            Description = "What the caller may do; more than once for more. [default: agency]",
            HelpName = string.Join('|', TokenRoles.All),
        };
        role.Validators.Add(result => result.Tokens.Select(token => token.Value).Except(TokenRoles.All).ToList()
            .ForEach(name => result.AddError($"'{name}' is no role: write one of {string.Join(", ", TokenRoles.All)}.")));
        var client = new Option<string>("--client")
        {
            Description = "Who calls, the claim sub.",
            HelpName = "id",
            DefaultValueFactory = _ => TokenIssuer.DefaultClient,
        };
        var lifetime = new Option<TimeSpan>("--lifetime")
        {
            Description = "How long it holds: a number with s, m, h or d.",
            HelpName = "time",
            DefaultValueFactory = _ => TokenIssuer.DefaultLifetime,
            CustomParser = ReadDuration,
        };
        var token = new Command("token", "Prints a bearer token that the functions of this machine accept.") { role, client, lifetime };
        Set(token, (parsed, settled, _) =>
        {
            var request = new TokenRequest(parsed.GetValue(client)!, parsed.GetValue(role) ?? [], parsed.GetValue(lifetime));
            return request.AnswerAsync(settled, surroundings);
        });
        return token;
    }

    private Command Catalogue()
    {
        var path = new Argument<string?>("path")
        {
            Description = "The directory that the packs are below. [default: those that ship]",
            Arity = ArgumentArity.ZeroOrOne,
        };
        path.Validators.Add(result => result.Tokens.Select(token => token.Value).Where(name => !Directory.Exists(name)).ToList()
            .ForEach(name => result.AddError($"'{name}' is no directory: name one that packs are below.")));
        var check = new Command("check", "Checks packs as the host does at its start, and prints every error. Starts and reaches nothing.")
        {
            path,
        };
        Set(check, (parsed, _, stop) => new CatalogueCheck(surroundings, parsed.GetValue(path)).RunAsync(stop));
        return new Command("catalogue", "Looks at catalogues: policy as data.") { check };
    }

    private Command Backup()
    {
        var folder = BackupFolder("The folder to write; it must be empty, or not be there yet.");
        var connection = Tables("The tables to back up. [default: those of the data directory, whether an AppHost runs there or not]");
        var backup = new Command(
            "backup", "Copies cases, audit anchors and catalogues into a folder. Sealed data stays sealed; keys are no part of it.")
        {
            folder, connection,
        };
        Set(backup, (parsed, settled, stop) =>
            new BackupRun(surroundings, parsed.GetValue(connection), parsed.GetValue(folder)!).RunAsync(settled, stop));
        return backup;
    }

    private Command Restore()
    {
        var folder = BackupFolder("The folder that backup wrote.");
        var connection = Tables("Tables to restore into, which hold nothing. [default: those of the data directory, where nothing runs]");
        var restore = new Command("restore", "Brings a backup into tables that hold nothing, and verifies it.") { folder, connection };
        Set(restore, (parsed, settled, stop) =>
            new RestoreRun(surroundings, parsed.GetValue(connection), parsed.GetValue(folder)!).RunAsync(settled, stop));
        return restore;
    }

    private Command Resume()
    {
        var connection = Tables("The tables of the cases. [default: those of what runs]");
        var bus = new Option<string?>("--service-bus")
        {
            Description = "The connection string of the bus, or its host name to use it as who is signed in. [default: that of what runs]",
            HelpName = "text",
        };
        var resume = new Command("resume", "After a restore: has the orchestrations of all open cases started again.") { connection, bus };
        Set(resume, (parsed, settled, stop) =>
            new ResumeRun(surroundings, parsed.GetValue(connection), parsed.GetValue(bus)).RunAsync(settled, stop));
        return resume;
    }

    private static Argument<string> BackupFolder(string description) => new("folder") { Description = description };

    private static Option<string?> Tables(string description) =>
        new("--connection-string") { Description = description, HelpName = "text" };

    private Command Audit()
    {
        var connection = new Option<string?>("--connection-string")
        {
            Description = "The tables to verify. [default: those of the data directory, whether an AppHost runs there or not]",
            HelpName = "text",
        };
        var witnesses = new Option<AnchorWitness[]>("--witness")
        {
            Description = "An anchor as it was shown to somebody, in a log or an answer; more than once for more.",
            HelpName = "sequence:hash",
            CustomParser = result => [.. result.Tokens.Select(token => ReadWitness(token.Value, result)).OfType<AnchorWitness>()],
        };
        var verify = new Command(
            "verify", "Verifies every case and every anchor, and names what was tampered with. Exit code 0 when nothing was.")
        {
            connection, witnesses,
        };
        Set(verify, (parsed, settled, stop) =>
            new AuditRun(surroundings, parsed.GetValue(connection), parsed.GetValue(witnesses) ?? []).RunAsync(settled, stop));
        return new Command("audit", "What happened to cases, held against itself.") { verify };
    }

    private static AnchorWitness? ReadWitness(string text, ArgumentResult result)
    {
        if (!AnchorWitness.TryParse(text, out var witness))
        {
            result.AddError($"'{text}' is no anchor: write its sequence, a colon, and its hash of 64 digits.");
        }

        return witness;
    }

    private static TimeSpan ReadDuration(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Duration.TryParse(text, out var duration))
        {
            return duration;
        }

        result.AddError($"'{text}' is no time: write a number with s, m, h or d, up to 365d, for example 30m.");
        return default;
    }

    /// <summary>Lets a command act, and turns what stands in its way into one line and an exit code.</summary>
    private void Set(Command command, Func<ParseResult, AppHostOptions, CancellationToken, Task<int>> act) =>
        command.SetAction((parsed, stop) =>
        {
            var settled = options with { IsVerbose = parsed.GetValue(_verbose) };
            return GuardAsync(() => act(parsed, settled, stop), stop);
        });

    private async Task<int> GuardAsync(Func<Task<int>> act, CancellationToken stop)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (Exception error) when (error is AppHostException or BrokerStartException or HostStartException)
        {
            await surroundings.Errors.WriteLineAsync(error.Message).ConfigureAwait(false);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }
    }
}
