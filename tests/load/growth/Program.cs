using Integration.Load.Growth;

return await GrowthCommands.All(Console.Out, Console.Error).Parse(args).InvokeAsync();
