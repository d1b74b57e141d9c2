using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Integration.Workflows.Tests.Cases;

// One case of many programs that answer each after its own time: how long the case takes, beside the slowest program and the sum of all.
const int Programs = 20;
var slowest = TimeSpan.FromSeconds(4);
using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
var answering = new ConcurrentQueue<Task>();
var manyPrograms = new CaseOfManyPrograms(Programs, patience.Token);
await using var host = await manyPrograms.StartAsync();
manyPrograms.Asked = question => answering.Enqueue(AnswerLaterAsync(question.Participant!, () => manyPrograms.AnswerAsync(host, question)));

var begin = Stopwatch.GetTimestamp();
var (id, end) = await manyPrograms.SubmitAsync(host);
await end;
var took = Stopwatch.GetElapsedTime(begin);
await Task.WhenAll(answering);

var decided = await manyPrograms.DeterminationsAsync(id);
var sum = Enumerable.Range(1, Programs).Sum(number => slowest.TotalSeconds * number / Programs);
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{decided} of {Programs} programs: {took.TotalSeconds:F2} s, {took / slowest:F2} times the slowest of {slowest.TotalSeconds:F2} s; "
    + $"one after the other {sum:F2} s"));

async Task AnswerLaterAsync(string participant, Func<Task> answer)
{
    var number = int.Parse(participant.Split('-')[1], CultureInfo.InvariantCulture);
    await Task.Delay(slowest * number / Programs, patience.Token);
    await answer();
}
