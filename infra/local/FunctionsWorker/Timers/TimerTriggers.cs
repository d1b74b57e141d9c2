using System.Reflection;
using Integration.Local.FunctionsWorker.Discovery;
using Integration.Local.FunctionsWorker.Hosting;
using Integration.Local.FunctionsWorker.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.FunctionsWorker.Timers;

/// <summary>The functions that run on a schedule.</summary>
internal sealed class TimerTriggers(SettingExpressions settings) : ITriggerKind
{
    private readonly List<TimerFunction> _functions = [];

    public Type Attribute => typeof(TimerTriggerAttribute);

    public string BindingType => "timerTrigger";

    public bool Retries => true;

    public string Accepts => "TimerInfo";

    public ParameterSource? Bind(FunctionMethod function, ParameterInfo parameter, StartProblems problems)
    {
        if (parameter != function.TriggerParameter)
        {
            return null;
        }

        if (parameter.ParameterType == typeof(TimerInfo))
        {
            return context => ValueTask.FromResult<object?>(context.Features.Get<TimerInfo>());
        }

        problems.Add(function, parameter, "[TimerTrigger] marks a TimerInfo. Change its type.");
        return null;
    }

    public void Add(FunctionMethod function, HostedFunction hosted, StartProblems problems)
    {
        var trigger = (TimerTriggerAttribute)function.Trigger;
        var retry = RetryPlan.Of(function, problems);
        if (ScheduleOf(function, trigger, problems) is { } schedule)
        {
            _functions.Add(new TimerFunction(hosted, schedule, trigger.RunOnStartup, trigger.UseMonitor, retry));
        }
    }

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<TimerStateStore>();
        foreach (var function in _functions)
        {
            services.AddSingleton<ITriggerListener>(provider => ActivatorUtilities.CreateInstance<TimerListener>(provider, function));
        }
    }

    private TimerSchedule? ScheduleOf(FunctionMethod function, TimerTriggerAttribute trigger, StartProblems problems)
    {
        if (settings.Resolve(trigger.Schedule, out var missing) is not { } text)
        {
            problems.Add(function, $"the schedule '{trigger.Schedule}' needs the setting '{missing}', which is missing. Set it.");
            return null;
        }

        var schedule = TimerSchedule.Parse(text);
        if (schedule is null)
        {
            problems.Add(
                function, $"the schedule '{text}' is neither a cron expression of six fields, seconds first, nor a time as hh:mm:ss.");
        }
        else if (schedule.After(DateTime.UnixEpoch) == DateTime.MaxValue)
        {
            problems.Add(function, $"the schedule '{text}' never comes. Give a day that its month has.");
        }

        return schedule;
    }
}
