using Chorus.App.Trustees;
using Chorus.Escrow.Depositing;
using Chorus.Log.Notes;
using Chorus.Log.Witnessing;
using Chorus.Trustee;
using Chorus.Trustee.Witnessing;

namespace Chorus.App.Tests.Deployment;

/// <summary>A real trustee in this process, with a switch that takes it off the net.</summary>
internal sealed class InProcessTrustee(TrusteeCore core, SiteLogWitness witness) : ITrusteeClient, ILogWitness
{
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Index => core.Index;

    public TrusteeCore Core => core;

    public bool Down { get; set; }

    /// <summary>It takes what it is sent, and its answers are lost.</summary>
    public bool Mute { get; set; }

    /// <summary>It takes up what it is sent and never answers: how long whoever asks waits until it gives up.</summary>
    public Action? Hangs { get; set; }

    /// <summary>It takes what it is sent, and changes a bit of its signatures.</summary>
    public bool Forging { get; set; }

    /// <summary>Statements that reached it.</summary>
    public int Calls { get; private set; }

    public Task<TrusteeAnswer> SubmitAsync(byte[] statement, byte[] signature, byte[]? packet, CancellationToken stop)
    {
        if (Down)
        {
            return Task.FromResult<TrusteeAnswer>(new TrusteeAnswer.Unreachable("it is switched off"));
        }
        Calls++;
        if (Hangs is { } wait)
        {
            wait();
            return Task.FromResult<TrusteeAnswer>(new TrusteeAnswer.Unreachable("it did not answer"));
        }
        var answer = core.Accept(statement, signature, packet);
        if (Mute)
        {
            return Task.FromResult<TrusteeAnswer>(new TrusteeAnswer.Unreachable("its answer is lost"));
        }
        if (Forging && answer.Ack is { } genuine)
        {
            return Task.FromResult<TrusteeAnswer>(new TrusteeAnswer.Acknowledged([.. genuine[..^1], (byte)(genuine[^1] ^ 1)]));
        }
        return Task.FromResult<TrusteeAnswer>(answer.Ack is { } ack
            ? new TrusteeAnswer.Acknowledged(ack)
            : new TrusteeAnswer.Refused(answer.Problem!, answer.Sentence));
    }

    /// <summary>Ends once the site has named all that it keeps.</summary>
    public Task Told => _told.Task;

    /// <summary>What the site named, call by call.</summary>
    public List<(IReadOnlyList<byte[]> Reports, bool Last)> Kept { get; } = [];

    public Task<bool?> KeptAsync(IReadOnlyList<byte[]> reports, bool last, CancellationToken stop)
    {
        if (Down)
        {
            return Task.FromResult<bool?>(null);
        }
        Kept.Add((reports, last));
        core.NoteKept(reports, last);
        if (last)
        {
            _told.TrySetResult();
        }
        return Task.FromResult<bool?>(core.WantsKept);
    }

    /// <summary>What it answers in the place of its witness.</summary>
    public Func<App.Trustees.WitnessReply>? Claims { get; set; }

    public Task<App.Trustees.WitnessReply?> CosignAsync(NoteKey log, CheckpointRequest request, CancellationToken stop) =>
        Task.FromResult(Down ? null : Claims?.Invoke() ?? Of(witness.Sign(log.ToString(), request.ToUtf8())));

    public Task<byte[]?> SeenAsync(CancellationToken stop) => Task.FromResult(Down ? null : witness.Last?.ToUtf8());

    private static App.Trustees.WitnessReply Of(Chorus.Trustee.Witnessing.WitnessReply reply) =>
        new((int)reply.Answer, System.Text.Encoding.UTF8.GetBytes(reply.Signature?.ToString() ?? (reply.Answer is WitnessAnswer.Conflict ? $"{reply.Seen}\n" : reply.Sentence)));

    public Task<TrusteePacketKeys?> PacketKeysAsync(CancellationToken stop) => Task.FromResult(
        !Down && core.PacketKeys is var (list, signature) ? new TrusteePacketKeys(list.Epoch, list.Keys, signature) : null);

    public Task<IReadOnlyList<TrusteeRelease>?> ReleasesAsync(long after, CancellationToken stop) => Task.FromResult(
        Down ? null : (IReadOnlyList<TrusteeRelease>?)[.. core.Releases(after).Select(r => new TrusteeRelease(r.Sequence, r.Record, r.Signature))]);
}
