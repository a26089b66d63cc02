using System.Net.Sockets;
using System.Security.Authentication;
using Chorus.Sealing;

namespace Chorus.Trustee.Links;

/// <summary>Another trustee could not be reached, or is not who the manifest says.</summary>
internal sealed class PeerException(int peer, string reason, Exception? cause = null) : Exception($"Trustee {peer}: {reason}", cause)
{
    internal int Peer { get; } = peer;

    internal static PeerException From(int peer, Exception cause, CancellationToken stopping) => new(
        peer,
        cause switch
        {
            SocketException => "it cannot be reached at the address in trustee.json.",
            AuthenticationException => "it does not show the certificate that the manifest pins, or refused this trustee's.",
            OperationCanceledException => stopping.IsCancellationRequested ? "this trustee is stopping." : "it did not answer in time.",
            MalformedException malformed => $"{malformed.Message}.",
            _ => "it closed the connection; it may not be ready for this run.",
        },
        cause);
}
