using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

namespace Integration.Local.FunctionsWorker.Tests.Middleware;

public sealed class MiddlewareTests
{
    [Fact]
    public async Task Steps_run_around_the_function_in_the_order_in_which_they_were_added()
    {
        await using var host = await StartAsync(builder =>
        {
            builder.UseMiddleware<TrailMiddleware>();
            builder.UseMiddleware(async (context, next) =>
            {
                context.Items["trail"] = $"{context.Items["trail"]}2";
                await next();
                context.GetHttpContext()!.Response.Headers["X-After"] = "yes";
            });
        });
        using var response = await host.Http.GetAsync(new Uri("/api/guarded", UriKind.Relative), TestContext.Current.CancellationToken);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("GET T2");
        response.Headers.GetValues("X-After").ShouldHaveSingleItem().ShouldBe("yes");
    }

    [Fact]
    public async Task A_step_that_sets_the_result_and_does_not_go_on_answers_the_request()
    {
        await using var host = await StartAsync(builder => builder.UseMiddleware((context, _) =>
        {
            context.GetInvocationResult().Value = Results.Problem(statusCode: StatusCodes.Status403Forbidden);
            return Task.CompletedTask;
        }));
        (await host.GetAsync("/api/guarded")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_step_can_replace_the_answer_of_the_function()
    {
        await using var host = await StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            await next();
            context.GetInvocationResult<IResult>().Value.ShouldNotBeNull();
            context.GetInvocationResult<IResult>().Value = Results.Text("replaced");
        }));
        (await host.GetAsync("/api/open")).ShouldBe((HttpStatusCode.OK, "replaced"));
    }

    [Fact]
    public async Task A_step_can_turn_an_exception_into_an_answer()
    {
        await using var host = await StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            try
            {
                await next();
            }
            catch (KeyNotFoundException)
            {
                context.GetInvocationResult().Value = Results.Conflict();
            }
        }));
        (await host.GetAsync("/api/guarded")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_conditional_step_is_taken_only_where_its_condition_holds()
    {
        await using var host = await StartAsync(builder =>
        {
            builder.UseWhen<TrailMiddleware>(context => context.FunctionDefinition.Name == "Guarded");
            builder.UseWhen(
                context => context.FunctionDefinition.Name == "Open",
                (context, _) =>
                {
                    context.GetInvocationResult().Value = Results.Text("closed");
                    return Task.CompletedTask;
                });
        });
        (await host.GetAsync("/api/guarded")).Body.ShouldBe("GET T");
        (await host.GetAsync("/api/open")).Body.ShouldBe("closed");
    }

    private static Task<TestHost> StartAsync(Action<FunctionsApplicationBuilder> configure) =>
        TestHost.StartAsync(configure, [], typeof(GuardedFunctions));
}
