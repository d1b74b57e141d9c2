using System.CommandLine;
using Integration.Load.Functions;

// Measures orchestrations behind an HTTP function, through Functions host and worker, on one storage provider after the other.
var instances = new Option<int>("--instances") { DefaultValueFactory = _ => 500, Description = "How many orchestrations" };
var atOnce = new Option<int>("--at-once") { DefaultValueFactory = _ => 50, Description = "How many of them at once" };
var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "How often each storage provider is measured" };
var storage = new Option<string[]>("--storage")
{
    DefaultValueFactory = _ => ["sqlite", MemoryProviderFactory.ProviderName, "AzureStorage"],
    Description = "The storage providers, in the order in which they are measured; the first one is compared with the others",
    AllowMultipleArgumentsPerToken = true,
};

var root = new RootCommand("Measures five activities in sequence behind an HTTP function.") { instances, atOnce, rounds, storage };
root.SetAction((parsed, stop) => new Chains(parsed.GetValue(instances), parsed.GetValue(atOnce))
    .CompareAsync(parsed.GetValue(storage)!, parsed.GetValue(rounds), stop));
return await root.Parse(args).InvokeAsync();
