using System.Text.Json;

namespace Integration.Load.Growth;

/// <summary>Reads the program's input files, and says in one line where one is wrong.</summary>
internal static class Files
{
    /// <exception cref="GrowthException">The file is missing, or not what it should be.</exception>
    public static T Read<T>(string path, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), options)
                ?? throw new GrowthException($"'{path}' holds nothing: copy the one that ships and change that.");
        }
        catch (IOException error)
        {
            throw new GrowthException($"'{path}' can't be read ({error.Message.TrimEnd('.')}): name a file that is there.", error);
        }
        catch (JsonException error)
        {
            throw new GrowthException(
                $"'{path}' is wrong at {error.Path ?? "its top"}, line {error.LineNumber + 1}: {FirstSentence(error)}", error);
        }
    }

    private static string FirstSentence(JsonException error) => error.Message.Split(" Path:")[0].TrimEnd('.') + ".";
}
