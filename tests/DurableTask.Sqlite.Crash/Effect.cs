using System.Globalization;

namespace Integration.Local.DurableTask.Sqlite.Crash;

/// <summary>A run of an activity, as noted before the activity returned.</summary>
/// <param name="Life">The process.</param>
/// <param name="InstanceId">The instance that called.</param>
/// <param name="Key">The call.</param>
/// <param name="Run">The run: never twice the same.</param>
/// <param name="Succeeds">Whether it returns, or throws.</param>
internal sealed record Effect(int Life, string InstanceId, string Key, string Run, bool Succeeds)
{
    public static Effect Parse(string line) =>
        line.Split(' ') is [var life, var instance, var key, var run, var outcome] && outcome is ("ok" or "failed")
            ? new Effect(int.Parse(life, CultureInfo.InvariantCulture), instance, key, run, outcome == "ok")
            : throw new FormatException($"'{line}' is no line of the ledger of effects.");

    public override string ToString() => $"{Life} {InstanceId} {Key} {Run} {(Succeeds ? "ok" : "failed")}";
}
