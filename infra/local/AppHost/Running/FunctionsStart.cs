namespace Integration.Local.AppHost.Running;

/// <summary>Starts the functions. Returns once they can be called.</summary>
/// <param name="order">Where, and with what.</param>
/// <param name="cancellation">Ends the attempt to start.</param>
internal delegate Task<IRunningFunctions> FunctionsStart(FunctionsOrder order, CancellationToken cancellation);
