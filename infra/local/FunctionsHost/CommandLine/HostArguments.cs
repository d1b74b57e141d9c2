using System.Globalization;
using System.Text.RegularExpressions;

namespace Integration.Local.FunctionsHost.CommandLine;

/// <summary>The arguments of the program: its own options, and everything else as settings of the app.</summary>
internal static partial class HostArguments
{
    private static readonly Dictionary<string, Func<FunctionsHostOptions, string, FunctionsHostOptions>> _options =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["App"] = (options, value) => options with { App = value },
            ["HttpPort"] = (options, value) => options with { HttpPort = Port(value) },
            ["Address"] = (options, value) => options with { Address = value },
            ["DataDirectory"] = (options, value) => options with { DataDirectory = value },
            ["SettingsFile"] = (options, value) => options with { SettingsFile = value },
        };

    /// <exception cref="HostStartException">An argument can't be read, or the app is not named.</exception>
    public static FunctionsHostOptions Read(IReadOnlyList<string> arguments)
    {
        var options = new FunctionsHostOptions { App = string.Empty };
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var argument in arguments)
        {
            var (name, value) = Split(argument);
            if (_options.TryGetValue(name, out var option))
            {
                options = option(options, value);
            }
            else if (Misspelt(name) is { } meant)
            {
                throw Wrong(
                    $"'{argument}' is unknown. Did you mean --{meant}? A setting of the app with that name belongs into the environment.");
            }
            else
            {
                settings[name] = value;
            }
        }

        return options.App.Length > 0
            ? options with { Settings = settings }
            : throw Wrong("Which app? Give the build output of a .NET isolated function app: --App=<folder>.");
    }

    private static (string Name, string Value) Split(string argument)
    {
        var match = Argument().Match(argument);
        if (!match.Success)
        {
            var options = string.Join(", ", _options.Keys.Select(name => $"--{name}"));
            throw Wrong($"'{argument}' cannot be read. Write --Name=Value: an option ({options}) or a setting of the app.");
        }

        return match.Groups["value"].Success
            ? (match.Groups["name"].Value, match.Groups["value"].Value)
            : throw Wrong($"'{argument}' has no value: write {argument}=….");
    }

    // A setting may be called anything; what is one letter away from an option is meant as that.
    private static string? Misspelt(string name) =>
        _options.Keys.FirstOrDefault(option => Spelling.Distance(option, name) <= 2 && name.Length > 3);

    private static int Port(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        ? port
        : throw Wrong($"--HttpPort={value} is no port: write a number from 0 to 65535, 0 for any free one.");

    private static HostStartException Wrong(string problem) => new([problem]);

    [GeneratedRegex("^--(?<name>[A-Za-z_][A-Za-z0-9_.:-]*)(=(?<value>.*))?$", RegexOptions.Singleline)]
    private static partial Regex Argument();
}
