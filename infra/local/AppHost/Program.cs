using Integration.Local.AppHost.CommandLine;

return await AppHostCommandLine.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
