namespace Integration.Conformance.Tests.Determinism;

/// <summary>A statement within an orchestrator, in every form in which one is written.</summary>
internal static class OrchestratorSource
{
    private const string Usings =
        "using Microsoft.DurableTask; using Microsoft.Azure.Functions.Worker; using Microsoft.Extensions.Logging;\n";

    private static readonly Dictionary<string, string> _forms = new()
    {
        ["a class"] =
            """
            class Case : TaskOrchestrator<string, string>
            {
                public override async Task<string> RunAsync(TaskOrchestrationContext context, string input)
                { await Task.CompletedTask; STATEMENT return input; }
            }
            """,
        ["a function"] =
            """
            class Case
            {
                [Function("Case")]
                public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
                { await Task.CompletedTask; STATEMENT return ""; }
            }
            """,
        ["a lambda in the registry"] =
            """
            class Case
            {
                public static void Add(DurableTaskRegistry tasks) => tasks.AddOrchestratorFunc("Case", async context =>
                { await Task.CompletedTask; STATEMENT });
            }
            """,
        ["a private method that an orchestrator calls"] =
            """
            class Case : TaskOrchestrator<string, string>
            {
                public override Task<string> RunAsync(TaskOrchestrationContext context, string input) => StepAsync(context);

                private static async Task<string> StepAsync(TaskOrchestrationContext context)
                { await Task.CompletedTask; STATEMENT return ""; }
            }
            """,
        ["a method of another class that an orchestrator calls"] =
            """
            class Case : TaskOrchestrator<string, string>
            {
                public override Task<string> RunAsync(TaskOrchestrationContext context, string input) => Plan.StepAsync(context);
            }

            static class Plan
            {
                public static async Task<string> StepAsync(TaskOrchestrationContext context)
                { await Task.CompletedTask; STATEMENT return ""; }
            }
            """,
    };

    private const string Activity =
        """
        class Check : TaskActivity<string, string>
        {
            public override async Task<string> RunAsync(TaskActivityContext context, string input)
            { await Task.CompletedTask; STATEMENT return input; }
        }
        """;

    /// <summary>The names of the forms.</summary>
    public static IEnumerable<string> Forms => _forms.Keys;

    /// <summary>An orchestrator of a form.</summary>
    public static string Of(string form, string statement) => Write(_forms[form], statement);

    /// <summary>An activity.</summary>
    public static string ActivityOf(string statement) => Write(Activity, statement);

    private static string Write(string form, string statement) => Usings + form.Replace("STATEMENT", statement, StringComparison.Ordinal);
}
