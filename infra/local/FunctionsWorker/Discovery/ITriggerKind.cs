using System.Reflection;
using Integration.Local.FunctionsWorker.Hosting;
using Integration.Local.FunctionsWorker.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.FunctionsWorker.Discovery;

/// <summary>One kind of trigger: how its functions' parameters are bound, and what is known of its functions.</summary>
internal interface ITriggerKind
{
    /// <summary>The attribute that marks it.</summary>
    Type Attribute { get; }

    /// <summary>Its name in function metadata, for example <c>httpTrigger</c>.</summary>
    string BindingType { get; }

    /// <summary>Whether <see cref="Microsoft.Azure.Functions.Worker.RetryAttribute"/> means something here.</summary>
    bool Retries => false;

    /// <summary>Whether its functions may take a <see cref="Microsoft.DurableTask.Client.DurableTaskClient"/>.</summary>
    bool TakesClient => true;

    /// <summary>The source of a parameter that this kind of trigger provides; null where it is none of its own.</summary>
    ParameterSource? Bind(FunctionMethod function, ParameterInfo parameter, StartProblems problems);

    /// <summary>What a parameter of such a function may be, for the message about one that is not.</summary>
    string Accepts { get; }

    /// <summary>Takes the function on, and tells what is wrong with it.</summary>
    void Add(FunctionMethod function, HostedFunction hosted, StartProblems problems);

    /// <summary>Adds what the functions taken on need to the host's services.</summary>
    void AddServices(IServiceCollection services)
    {
    }

    /// <summary>Connects the functions taken on to what will invoke them, now that there are services.</summary>
    void Connect(WebApplication application)
    {
    }
}
