using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace Integration.Local.FunctionsWorker.Hosting;

/// <summary>Reads and validates the section <c>Local</c>.</summary>
internal static class LocalHostOptionsReader
{
    public static LocalHostOptions Read(IConfiguration configuration, StartProblems problems)
    {
        var section = configuration.GetSection(LocalHostOptions.Section);
        var options = new LocalHostOptions { FunctionsAssembly = section[nameof(LocalHostOptions.FunctionsAssembly)] };
        options.HttpPort = Port(section[nameof(LocalHostOptions.HttpPort)], options.HttpPort, problems);
        options.Address = Address(section[nameof(LocalHostOptions.Address)], options.Address, problems);
        options.DataDirectory = Path.GetFullPath(section[nameof(LocalHostOptions.DataDirectory)] ?? options.DataDirectory);
        return options;
    }

    private static int Port(string? text, int fallback, StartProblems problems)
    {
        if (text is null)
        {
            return fallback;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort)
        {
            return port;
        }

        problems.Add($"Setting 'Local:HttpPort' is '{text}'. It must be a port from 0 to 65535.");
        return fallback;
    }

    private static string Address(string? text, string fallback, StartProblems problems)
    {
        if (text is null || IPAddress.TryParse(text, out _))
        {
            return text ?? fallback;
        }

        problems.Add($"Setting 'Local:Address' is '{text}'. It must be an IP address, for example 127.0.0.1.");
        return fallback;
    }
}
