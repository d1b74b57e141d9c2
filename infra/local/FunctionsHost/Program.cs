using Integration.Local.FunctionsHost.CommandLine;

return await HostCommand.RunAsync(args, Console.Out, Console.Error);
