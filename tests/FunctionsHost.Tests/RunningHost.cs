namespace Integration.Local.FunctionsHost.Tests;

/// <summary>One host that the tests of requests share.</summary>
public sealed class RunningHost : IAsyncLifetime
{
    internal TestHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await TestHost.StartAsync(("Greeting", "Welcome"), ("Part:Of", "a whole"));

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
