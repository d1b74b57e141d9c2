using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integration.Load.Growth.Model;

/// <summary>The published limits, with their sources.</summary>
internal static class Limits
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    /// <exception cref="GrowthException">The file is wrong.</exception>
    public static IReadOnlyList<Limit> Read(string path)
    {
        var limits = Files.Read<List<Limit>>(path, Options);
        foreach (var limit in limits)
        {
            if (!Demands.Known.Contains(limit.Id))
            {
                throw new GrowthException($"'{path}': '{limit.Id}' is no demand: write one of {string.Join(", ", Demands.Known)}.");
            }

            if (limit.PerSecond <= 0 || limit.Sizes.Count == 0 || limit.Sizes.Any(size => size < 1))
            {
                throw new GrowthException($"'{path}': '{limit.Id}' needs perSecond above 0 and sizes of at least 1.");
            }
        }

        return limits;
    }
}
