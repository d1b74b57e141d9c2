using Integration.Local.FunctionsWorker.Invocation;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What went into an invocation and what comes out.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    public static InvocationResult GetInvocationResult(this FunctionContext context) => new FeatureInvocationResult(AnswerOf(context));

    /// <exception cref="InvalidCastException">On reading: the answer is no <typeparamref name="T"/>.</exception>
    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context) =>
        new FeatureInvocationResult<T>(AnswerOf(context));

    private static InvocationAnswer AnswerOf(FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Features.Get<InvocationAnswer>() is { } answer)
        {
            return answer;
        }

        answer = new InvocationAnswer();
        context.Features.Set(answer);
        return answer;
    }
}
