using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Chorus.Sealing;

namespace Chorus.Cli.Trial;

/// <summary>
/// Ports of this machine that stay free while the process that listens on them is dead. They lie below those that systems
/// give to outgoing connections (32768 and up on Linux, ip(7); 49152 and up elsewhere, RFC 6335): a client that tries a dead
/// process's port again and again would in the end be given that very port for its own side.
/// </summary>
internal static class LocalPorts
{
    /// <summary>The lowest that is chosen.</summary>
    internal const int First = 10_000;

    /// <summary>One more than the highest that is chosen.</summary>
    internal const int End = 32_000;

    private const int Tries = 1000;

    // A port that was given may not be listened on yet.
    private static readonly ConcurrentDictionary<int, bool> s_given = new();

    /// <summary>So many ports that are free now and that this process was not given before.</summary>
    /// <exception cref="InvalidOperationException">Nearly all are taken.</exception>
    public static int[] Free(int count)
    {
        var ports = new List<int>();
        for (var i = 0; i < Tries && ports.Count < count; i++)
        {
            // By chance, so that two programs that choose at the same time choose others.
            var port = First + (int)(BitConverter.ToUInt32(SecureRandom.Bytes(sizeof(uint))) % (End - First));
            if (IsFree(new IPEndPoint(IPAddress.Loopback, port)) && s_given.TryAdd(port, true))
            {
                ports.Add(port);
            }
        }
        return ports.Count == count ? [.. ports] : throw new InvalidOperationException($"No {count} ports from {First} to {End - 1} are free on this machine.");
    }

    /// <summary>Whether a program could listen there now.</summary>
    public static bool IsFree(IPEndPoint at)
    {
        using var listener = new TcpListener(at);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
