using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Integration.Local.AppHost.Running;
using Integration.Local.FunctionsHost.CommandLine;

namespace Integration.Local.AppHost.CommandLine;

/// <summary>The arguments that are settings, <c>--Key=Value</c> or <c>--Key:Sub=Value</c>, apart from commands and their options.</summary>
internal static partial class SettingArguments
{
    private const string Section = "Local:";
    private const int SlipsOfTheKeyboard = 2;

    private static readonly Dictionary<string, Func<AppHostOptions, string, AppHostOptions>> _known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["HttpPort"] = (options, value) => options with { HttpPort = Port("HttpPort", value) },
        ["AmqpPort"] = (options, value) => options with { AmqpPort = Port("AmqpPort", value) },
        ["TablePort"] = (options, value) => options with { TablePort = Port("TablePort", value) },
        ["DataDirectory"] = (options, value) => options with { DataDirectory = Folder(value) },
    };

    /// <summary>Splits the arguments into settings and other words, both in their order.</summary>
    /// <param name="arguments">All of them.</param>
    /// <param name="optionNames">What is no setting though it looks like one: the commands' own options, as <c>--timeout</c>.</param>
    public static (IReadOnlyList<string> Settings, IReadOnlyList<string> Words) Split(
        IEnumerable<string> arguments, IReadOnlyCollection<string> optionNames)
    {
        var kinds = arguments.ToLookup(argument =>
            Setting().IsMatch(argument) && !optionNames.Contains(argument.Split('=')[0], StringComparer.Ordinal));
        return ([.. kinds[true]], [.. kinds[false]]);
    }

    /// <summary>Reads the section <c>Local</c>; every other setting is passed on.</summary>
    /// <param name="settings">As they were written.</param>
    /// <param name="names">Names that somebody may have meant who wrote a similar one.</param>
    /// <exception cref="AppHostException">A setting of the section is unknown or wrong, or one looks misspelt.</exception>
    public static AppHostOptions Read(IEnumerable<string> settings, IReadOnlyCollection<string> names)
    {
        var options = new AppHostOptions();
        var passedOn = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in settings)
        {
            var match = Setting().Match(setting);
            var key = match.Groups["key"].Value;
            if (!match.Groups["value"].Success)
            {
                throw new AppHostException($"'{setting}' has no value: write {setting}=….");
            }

            var value = match.Groups["value"].Value;
            if (key.StartsWith(Section, StringComparison.OrdinalIgnoreCase))
            {
                options = OneOf(key[Section.Length..], setting)(options, value);
            }
            else
            {
                EnsureMeant(setting, key, names);
                passedOn[key] = value;
            }
        }

        return Distinct(options with { PassedOn = passedOn });
    }

    private static void EnsureMeant(string setting, string key, IReadOnlyCollection<string> names)
    {
        if (_known.Keys.FirstOrDefault(name => IsSame(name, key)) is { } local)
        {
            throw new AppHostException($"'{setting}' lacks its section: write --{Section}{local}=….");
        }

        var written = $"--{key}";
        var meant = names.Concat(_known.Keys.Select(name => $"--{Section}{name}"))
            .Select(name => (Name: name, Slips: Spelling.Distance(written, name)))
            .MinBy(one => one.Slips);
        if (meant.Slips is > 0 and <= SlipsOfTheKeyboard)
        {
            throw new AppHostException($"'{setting}' looks misspelt: write {meant.Name}=….");
        }
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static Func<AppHostOptions, string, AppHostOptions> OneOf(string key, string setting) => _known.GetValueOrDefault(key)
        ?? throw new AppHostException($"'{setting}' is unknown: the section Local has {string.Join(", ", _known.Keys)}.");

    private static int Port(string key, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort
            ? port
            : throw new AppHostException(
                $"'--Local:{key}={value}' is no port: write a number from 0 to {IPEndPoint.MaxPort}, 0 for any free one.");

    private static string Folder(string value) => value.Length > 0
        ? Path.GetFullPath(value)
        : throw new AppHostException("'--Local:DataDirectory=' is empty: name a directory.");

    private static AppHostOptions Distinct(AppHostOptions options)
    {
        (string Key, int Port)[] wanted =
            [("HttpPort", options.HttpPort), ("AmqpPort", options.AmqpPort), ("TablePort", options.TablePort)];
        var shared = wanted.Where(one => one.Port != 0)
            .GroupBy(one => one.Port, one => $"--Local:{one.Key}")
            .FirstOrDefault(keys => keys.Count() > 1);
        return shared is null
            ? options
            : throw new AppHostException($"Port {shared.Key} is wanted twice: give {string.Join(" and ", shared)} different ones.");
    }

    [GeneratedRegex("^--(?<key>[A-Za-z][A-Za-z0-9_.]*(?<sub>:[A-Za-z0-9_.]+)*)(?(sub)(=(?<value>.*))?|=(?<value>.*))$", RegexOptions.Singleline)]
    private static partial Regex Setting();
}
