using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsHost.App.Durable;

/// <summary>What the orchestrations call.</summary>
public static class Activities
{
    private static readonly Lock _diary = new();

    [Function("Breaks")]
    public static string Breaks([ActivityTrigger] string what) => throw new NotSupportedException($"No {what} here.");

    [Function("Repeats")]
    public static string Repeats([ActivityTrigger] string what) => what;

    /// <summary>Takes three seconds, and notes when it begins.</summary>
    [Function("Linger")]
    public static async Task<string> Linger([ActivityTrigger] string id)
    {
        Note($"linger {id}");
        await Task.Delay(TimeSpan.FromSeconds(3));
        return "lingered";
    }

    [Function("TellTrace")]
    public static string TellTrace([ActivityTrigger] string? nothing, FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.TraceContext.TraceParent;
    }

    /// <summary>Writes a line into the file that the setting <c>Diary</c> names.</summary>
    internal static void Note(string line)
    {
        if (Environment.GetEnvironmentVariable("Diary") is { } diary)
        {
            lock (_diary)
            {
                File.AppendAllText(diary, $"{line}\n");
            }
        }
    }
}
