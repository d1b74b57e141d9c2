using System.Reflection;
using System.Reflection.Emit;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;

namespace Integration.Local.FunctionsHost.Durable;

/// <summary>
/// Makes the methods that the WebJobs SDK finds its functions by: one for each orchestrator, activity and entity, which only calls a
/// delegate, and one for each durable client, which hands out what the extension binds to it.
/// </summary>
internal sealed class GeneratedFunctions
{
    private const MethodAttributes Method = MethodAttributes.Public | MethodAttributes.Static;

    private static readonly Type _call = typeof(Func<string, Task<object?>>);
    private static readonly Type _take = typeof(Action<string>);

    private readonly TypeBuilder _type;
    private readonly List<(string Field, Delegate Target)> _targets = [];
    private readonly List<string> _clients = [];

    public GeneratedFunctions()
    {
        // A name of its own: several hosts may live in one process.
        var name = new AssemblyName($"Integration.Local.FunctionsHost.Generated.{Guid.NewGuid():N}");
        _type = AssemblyBuilder.DefineDynamicAssembly(name, AssemblyBuilderAccess.RunAndCollect).DefineDynamicModule(name.Name!)
            .DefineType("Functions", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
    }

    /// <summary>Adds a function that takes a text from the extension and gives one back.</summary>
    public void Add(DurableFunctionKind kind, string name, Func<string, Task<object?>> call)
    {
        var field = Field(call);
        var method = _type.DefineMethod($"{kind}{_targets.Count}", Method, typeof(Task<object>), [typeof(string)]);
        method.SetCustomAttribute(Attribute(typeof(FunctionNameAttribute), [name]));
        method.DefineParameter(1, ParameterAttributes.None, "value").SetCustomAttribute(Attribute(TriggerOf(kind), []));
        Emit(method, field, _call);
    }

    /// <summary>Adds a durable client, to be called for as <see cref="Client"/>.</summary>
    /// <param name="taskHub">The task hub; null for that of host.json.</param>
    /// <param name="connection">The setting of its storage; null for that of host.json.</param>
    /// <param name="take">Is given what a worker makes a client of.</param>
    /// <returns>Its number.</returns>
    public int AddClient(string? taskHub, string? connection, Action<string> take)
    {
        var field = Field(take);
        var name = $"Client{_targets.Count}";
        var method = _type.DefineMethod(name, Method, typeof(void), [typeof(string)]);
        method.SetCustomAttribute(Attribute(typeof(NoAutomaticTriggerAttribute), []));
        method.DefineParameter(1, ParameterAttributes.None, "client").SetCustomAttribute(ClientAttribute(taskHub, connection));
        Emit(method, field, _take);
        _clients.Add(name);
        return _clients.Count - 1;
    }

    public Type Create()
    {
        var type = _type.CreateType();
        foreach (var (field, target) in _targets)
        {
            type.GetField(field)!.SetValue(null, target);
        }

        return type;
    }

    public MethodInfo Client(Type created, int number) => created.GetMethod(_clients[number])!;

    private static Type TriggerOf(DurableFunctionKind kind) => kind switch
    {
        DurableFunctionKind.Orchestrator => typeof(OrchestrationTriggerAttribute),
        DurableFunctionKind.Activity => typeof(ActivityTriggerAttribute),
        _ => typeof(EntityTriggerAttribute),
    };

    private static CustomAttributeBuilder Attribute(Type type, object[] arguments) =>
        new(type.GetConstructor([.. arguments.Select(argument => argument.GetType())])!, arguments);

    private static CustomAttributeBuilder ClientAttribute(string? taskHub, string? connection)
    {
        var type = typeof(DurableClientAttribute);
        (string Name, string? Value)[] all =
            [(nameof(DurableClientAttribute.TaskHub), taskHub), (nameof(DurableClientAttribute.ConnectionName), connection)];
        var given = all.Where(property => property.Value is { Length: > 0 }).ToList();
        return new CustomAttributeBuilder(
            type.GetConstructor([])!,
            [],
            [.. given.Select(property => type.GetProperty(property.Name)!)],
            [.. given.Select(property => (object)property.Value!)]);
    }

    private static void Emit(MethodBuilder method, FieldBuilder field, Type target)
    {
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldsfld, field);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Callvirt, target.GetMethod(nameof(Action.Invoke))!);
        code.Emit(OpCodes.Ret);
    }

    private FieldBuilder Field(Delegate target)
    {
        var name = $"Target{_targets.Count}";
        _targets.Add((name, target));
        return _type.DefineField(name, target.GetType(), FieldAttributes.Public | FieldAttributes.Static);
    }
}
