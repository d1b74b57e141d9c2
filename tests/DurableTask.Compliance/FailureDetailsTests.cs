using Microsoft.DurableTask;

namespace Integration.Compliance;

public sealed class FailureDetailsTests
{
    [Fact]
    public void They_are_made_of_an_exception_and_its_causes()
    {
        var details = TaskFailureDetails.FromException(Thrown(new InvalidOperationException("Outer.", new TimeoutException("Inner."))));

        details.ErrorType.ShouldBe("System.InvalidOperationException");
        details.ErrorMessage.ShouldBe("Outer.");
        details.StackTrace.ShouldNotBeNull().ShouldContain(nameof(Thrown));
        var inner = details.InnerFailure.ShouldNotBeNull();
        inner.ErrorType.ShouldBe("System.TimeoutException");
        inner.StackTrace.ShouldBeNull();
        inner.InnerFailure.ShouldBeNull();
    }

    [Fact]
    public void Their_text_is_the_type_and_the_message() =>
        TaskFailureDetails.FromException(new InvalidOperationException("Outer.", new TimeoutException("Inner."))).ToString()
            .ShouldBe("System.InvalidOperationException: Outer.");

    [Fact]
    public void An_aggregate_tells_the_first_of_its_causes()
    {
        var details = TaskFailureDetails.FromException(new AggregateException(new TimeoutException("One."), new InvalidOperationException("Two.")));

        details.ErrorType.ShouldBe("System.AggregateException");
        details.InnerFailure.ShouldNotBeNull().ErrorMessage.ShouldBe("One.");
    }

    [Theory]
    [InlineData(typeof(ArgumentNullException), true)]
    [InlineData(typeof(ArgumentException), true)]
    [InlineData(typeof(Exception), true)]
    [InlineData(typeof(TimeoutException), false)]
    public void They_know_what_exception_caused_them(Type type, bool expected) =>
        TaskFailureDetails.FromException(new ArgumentNullException("x", new TimeoutException())).IsCausedBy(type).ShouldBe(expected);

    [Fact]
    public void They_know_an_exception_of_the_application() =>
        TaskFailureDetails.FromException(new OurException()).IsCausedBy<OurException>().ShouldBeTrue();

    [Fact]
    public void An_exception_whose_type_is_not_to_be_found_is_caused_by_nothing_known()
    {
        var details = new TaskFailureDetails("Far.Away.Exception", "Gone.", null, null, null);

        details.IsCausedBy<Exception>().ShouldBeFalse();
        details.ToString().ShouldBe("Far.Away.Exception: Gone.");
    }

    [Fact]
    public void Only_an_exception_is_a_cause() =>
        Should.Throw<ArgumentException>(() => TaskFailureDetails.FromException(new OurException()).IsCausedBy(typeof(string)));

    [Fact]
    public void A_task_failed_exception_carries_its_details()
    {
        var exception = new TaskFailedException("Charge", 3, new TimeoutException("Too late."));

        exception.Message.ShouldBe("Task 'Charge' (#3) failed with an unhandled exception: Too late.");
        exception.InnerException.ShouldBeOfType<TimeoutException>();
        exception.FailureDetails.ErrorType.ShouldBe("System.TimeoutException");
        new TaskFailedException("Charge", 3, exception.FailureDetails).Message.ShouldBe(exception.Message);
        new TaskFailedException("Charge", 3, exception.FailureDetails).InnerException.ShouldBeNull();
    }

    private static InvalidOperationException Thrown(InvalidOperationException exception)
    {
        try
        {
            throw exception;
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }

    private sealed class OurException : Exception;
}
