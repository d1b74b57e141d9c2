using System.CommandLine;
using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.CommandLine;

/// <summary>The program as its arguments say.</summary>
internal static class AppHostCommandLine
{
    /// <summary>After this long a stop is given up, and the process ends as it is: all of it is gone in less than five seconds.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(4.5);

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors) =>
        RunAsync(arguments, new Surroundings(output, errors, HostedFunctions.StartAsync, TimeProvider.System), CancellationToken.None);

    /// <param name="arguments">Commands, options and settings.</param>
    /// <param name="surroundings">What they reach for.</param>
    /// <param name="stop">Stops it, as a signal does.</param>
    internal static async Task<int> RunAsync(string[] arguments, Surroundings surroundings, CancellationToken stop)
    {
        var optionNames = new Commands(new AppHostOptions(), surroundings).OptionNames();
        var (settings, words) = SettingArguments.Split(arguments, optionNames);
        AppHostOptions options;
        try
        {
            var names = settings.Count == 0 ? [] : ApplicationSettings.Names().Select(name => $"--{name}");
            options = SettingArguments.Read(settings, [.. optionNames, .. names]);
        }
        catch (AppHostException error)
        {
            await surroundings.Errors.WriteLineAsync(error.Message).ConfigureAwait(false);
            return ExitCodes.Misused;
        }

        return await RunAsync(words, options, surroundings, stop).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<string> words, AppHostOptions options, Surroundings surroundings, CancellationToken stop)
    {
        var parsed = new Commands(options, surroundings).All().Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            await WriteComplaintsAsync(parsed, surroundings.Errors).ConfigureAwait(false);
            return ExitCodes.Misused;
        }

        var invocation = new InvocationConfiguration
        {
            Output = surroundings.Output,
            Error = surroundings.Errors,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = _patience,
        };
        return await parsed.InvokeAsync(invocation, stop).ConfigureAwait(false);
    }

    private static async Task WriteComplaintsAsync(ParseResult parsed, TextWriter errors)
    {
        foreach (var complaint in parsed.Errors)
        {
            await errors.WriteLineAsync(complaint.Message).ConfigureAwait(false);
        }

        await errors.WriteLineAsync().ConfigureAwait(false);
        HelpText.Write(parsed.CommandResult.Command, errors);
    }
}
