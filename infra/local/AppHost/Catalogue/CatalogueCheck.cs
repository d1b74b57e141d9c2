using System.Globalization;
using Integration.Local.AppHost.CommandLine;
using Integration.Workflows.Catalogue;

namespace Integration.Local.AppHost.Catalogue;

/// <summary>Checks packs as the host does at its start, without starting anything.</summary>
/// <param name="surroundings">Where it writes to.</param>
/// <param name="directory">What is checked; null for the packs that ship.</param>
internal sealed class CatalogueCheck(Surroundings surroundings, string? directory)
{
    /// <summary>Writes every error, a line each, and then what there is in one line.</summary>
    /// <returns>Whether the packs can be used, as one of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var begin = surroundings.Time.GetTimestamp();
        IReadOnlyList<CatalogueFile> files = [];
        IReadOnlyList<CatalogueError> errors = [];
        ServiceCatalogue? catalogue = null;
        try
        {
            files = PacksDirectory.Read(directory ?? PacksDirectory.Shipped);
            catalogue = ServiceCatalogue.Load(files);
        }
        catch (CatalogueException wrong)
        {
            errors = wrong.Errors;
        }

        foreach (var error in errors)
        {
            await surroundings.Output.WriteLineAsync(error.ToString().AsMemory(), stop).ConfigureAwait(false);
        }

        var summary = Summary(files, errors, catalogue, surroundings.Time.GetElapsedTime(begin));
        await surroundings.Output.WriteLineAsync(summary.AsMemory(), stop).ConfigureAwait(false);
        return catalogue is null ? ExitCodes.Failed : ExitCodes.Done;
    }

    /// <summary>What was checked, in one line.</summary>
    internal static string Summary(
        IReadOnlyList<CatalogueFile> files, IReadOnlyList<CatalogueError> errors, ServiceCatalogue? catalogue, TimeSpan time)
    {
        List<string> parts = [Count(Packs(files), "pack"), Count(files.Count, "file")];
        if (catalogue is null)
        {
            parts.Add(Count(errors.Count, "error"));
        }
        else
        {
            parts.AddRange(
            [
                Count(catalogue.Programs.Count, "program"),
                Count(catalogue.Services.Count, "service"),
                Count(catalogue.Organizations.Count, "organization"),
                Count(catalogue.Organizations.Count(organization => organization.Kind == OrganizationKind.Partner), "partner"),
                Count(catalogue.Agreements.Count, "agreement"),
                $"version {catalogue.Version}",
            ]);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", parts)}, {time.TotalMilliseconds:0} ms");
    }

    /// <summary>A pack is a folder of the directory; a directory with files of its own is one itself.</summary>
    private static int Packs(IReadOnlyList<CatalogueFile> files) =>
        files.Any(file => !file.Path.Contains('/', StringComparison.Ordinal))
            ? 1
            : files.DistinctBy(file => file.Path.Split('/')[0]).Count();

    private static string Count(int number, string thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {thing}{(number == 1 ? "" : "s")}");
}
