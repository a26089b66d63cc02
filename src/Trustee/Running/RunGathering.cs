using Chorus.Trustee.Links;

namespace Chorus.Trustee.Running;

/// <summary>The two connections that a trustee needs for one proposed run, as they come in. Broken off when they do not come in time.</summary>
internal sealed class RunGathering(RunProposal proposal, byte[] body) : IDisposable
{
    private readonly List<PeerConnection> _connections = [];
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _broken;

    internal RunProposal Proposal { get; } = proposal;

    internal byte[] Body { get; } = body;

    /// <summary>Done when both connections are there.</summary>
    internal Task Complete => _complete.Task;

    internal void Add(PeerConnection connection)
    {
        lock (_connections)
        {
            // One that comes after the end would be waited on by its peer, and read by nobody.
            if (_broken || _connections.Exists(known => known.Peer == connection.Peer))
            {
                connection.Break();
                return;
            }

            _connections.Add(connection);
            if (_connections.Count == 2)
            {
                _complete.TrySetResult();
            }
        }
    }

    internal PeerConnection To(int peer)
    {
        lock (_connections)
        {
            return _connections.Find(connection => connection.Peer == peer)!;
        }
    }

    internal void Break()
    {
        lock (_connections)
        {
            _broken = true;
            _connections.ForEach(connection => connection.Break());
        }
    }

    public void Dispose()
    {
        lock (_connections)
        {
            _connections.ForEach(connection => connection.Dispose());
        }
    }
}
