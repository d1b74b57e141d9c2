using System.Net;
using System.Net.Sockets;

namespace Integration.Local.AppHost.Running;

/// <summary>Looks at the ports before anything starts, so that a taken one stops nothing half-way.</summary>
internal static class LoopbackPorts
{
    /// <exception cref="AppHostException">Some are taken; a line for each.</exception>
    public static void EnsureFree(AppHostOptions options)
    {
        var complaints = new[]
        {
            Complaint("the functions", nameof(options.HttpPort), options.HttpPort),
            Complaint("the broker", nameof(options.AmqpPort), options.AmqpPort),
            Complaint("the table service", nameof(options.TablePort), options.TablePort),
        }.OfType<string>().ToList();
        if (complaints.Count > 0)
        {
            throw new AppHostException(string.Join(Environment.NewLine, complaints));
        }
    }

    private static string? Complaint(string wanted, string option, int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return null;
        }
        catch (SocketException error)
        {
            var reason = error.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? "is taken by another program"
                : $"can't be used ({error.Message})";
            return $"Port {port} on 127.0.0.1, for {wanted}, {reason}: choose another with --Local:{option} (0 for any free one).";
        }
    }
}
