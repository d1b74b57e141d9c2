using Grpc.Core;
using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.Worker;

/// <summary>Where workers connect. The first message says who it is.</summary>
internal sealed class WorkerStreamService(ExpectedWorkers workers) : FunctionRpc.FunctionRpcBase
{
    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream,
        IServerStreamWriter<StreamingMessage> responseStream,
        ServerCallContext context)
    {
        var channel = await IdentifyAsync(requestStream, context.CancellationToken);
        await channel.RunAsync(requestStream, responseStream, context.CancellationToken);
    }

    private static bool IsRefusal(Exception error) => error is Grpc.Core.RpcException { StatusCode: StatusCode.PermissionDenied };

    private async Task<WorkerChannel> IdentifyAsync(IAsyncStreamReader<StreamingMessage> incoming, CancellationToken cancellation)
    {
        try
        {
            if (await incoming.MoveNext(cancellation) && incoming.Current.ContentCase == StreamingMessage.ContentOneofCase.StartStream)
            {
                return workers.Find(incoming.Current.StartStream.WorkerId)
                    ?? throw new Grpc.Core.RpcException(new Status(StatusCode.PermissionDenied, "No such worker is expected."));
            }
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested && !IsRefusal(error))
        {
            workers.BreakUnconnected($"sent what is no message. {error.Message}");
            throw;
        }

        throw new Grpc.Core.RpcException(new Status(StatusCode.InvalidArgument, "The first message must say which worker it is."));
    }
}
