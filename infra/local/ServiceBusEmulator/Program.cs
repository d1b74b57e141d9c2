using Integration.Local.ServiceBusEmulator;

return await CommandLine.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
