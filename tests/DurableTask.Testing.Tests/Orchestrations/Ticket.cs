namespace Integration.Local.DurableTask.Testing.Tests.Orchestrations;

internal sealed class Ticket
{
    private static int _last;

    public int Number { get; } = Interlocked.Increment(ref _last);
}
