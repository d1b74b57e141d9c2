namespace Integration.Local.AppHost.Running;

/// <summary>The functions, running. Disposed of when nothing uses them any more, stopped or not.</summary>
internal interface IRunningFunctions : IAsyncDisposable
{
    /// <summary>Where they answer HTTP, without their route prefix.</summary>
    Uri Address { get; }

    /// <summary>Completes when they can't go on, with the reason.</summary>
    Task<string> Broken { get; }

    /// <summary>Takes nothing new, and finishes what is under way.</summary>
    /// <param name="limit">How long it may take; what is not finished by then is done again after the next start.</param>
    Task StopAsync(TimeSpan limit);
}
