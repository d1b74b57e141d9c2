namespace Integration.Conformance.Tests.PublicApi;

/// <summary>One of each kind of declaration that a list can have.</summary>
internal abstract class Sample<TState> : MarshalByRefObject, IDisposable
    where TState : class, IComparable, new()
{
    public const string Unit = "CAD";

    public static readonly int Limit = 3;

    [Obsolete("Count instead")]
    public int Total { get; set; }

    public string? Note { get; init; }

    public virtual TState? State { get; protected set; }

    internal int Hidden { get; set; }

    protected Sample(string name, params int[] numbers) => Hidden = name.Length + numbers.Length;

    public event EventHandler<string>? Changed;

    public static Sample<TState>? Find(string? name = null, DayOfWeek day = DayOfWeek.Friday, double rate = 1.5, bool strict = false) => null;

    public abstract Task<IReadOnlyDictionary<string, object?>> ReadAsync(int? most, TimeSpan wait = default, CancellationToken cancellation = default);

    public override string ToString() => "";

    public T? As<T>(out T[]? all)
        where T : struct
    {
        all = null;
        return null;
    }

    public void Dispose()
    {
        Changed?.Invoke(this, "disposed");
        GC.SuppressFinalize(this);
    }

    private protected void Inside()
    {
    }
}
