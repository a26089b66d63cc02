using Chorus.Log.Notes;
using Chorus.Log.Witnessing;
using Chorus.Sealing;
using Chorus.Trustee.Keys;

namespace Chorus.Trustee.Witnessing;

/// <summary>
/// A trustee as a witness of the site's log of cases: it signs a checkpoint only where that continues the last one that it signed, and answers as C2SP
/// tlog-witness has it. The first log that the site shows is the site's log for good.
/// </summary>
public sealed class SiteLogWitness : IDisposable
{
    private readonly NoteSigner _signer;
    private readonly string _origin;
    private readonly SiteLogMemory _memory;
    private readonly TimeProvider _clock;
    private readonly Action<string> _say;
    private readonly Lock _alone = new();
    private string? _said;

    /// <param name="keys">the trustee's.</param>
    /// <param name="deployment">whose log it is, 16 bytes.</param>
    /// <param name="file">of its memory; null keeps it in memory only.</param>
    /// <param name="clock">for the time in the cosignature.</param>
    /// <param name="say">is given a sentence for the operator where a log is refused.</param>
    /// <exception cref="OperatorException">where the file is not what this trustee kept.</exception>
    public SiteLogWitness(TrusteeKeys keys, ReadOnlySpan<byte> deployment, string? file, TimeProvider clock, Action<string> say)
    {
        _origin = SiteLog.Origin(deployment);
        _signer = SiteLog.Witness(deployment, keys.Index, keys.Signing);
        _memory = new(file, _signer.Key);
        (_clock, _say) = (clock, say);
    }

    /// <summary>The last checkpoint that was signed; null before the first.</summary>
    public Sighting? Last
    {
        get
        {
            lock (_alone)
            {
                return _memory.Last;
            }
        }
    }

    /// <summary>Signs, or says why not.</summary>
    /// <param name="log">the log's public key as the site writes it.</param>
    /// <param name="request">as <see cref="CheckpointRequest"/>.</param>
    public WitnessReply Sign(string? log, ReadOnlySpan<byte> request)
    {
        NoteKey key;
        CheckpointRequest asked;
        try
        {
            (key, asked) = (NoteKey.Parse(log ?? ""), CheckpointRequest.Parse(request));
        }
        catch (MalformedException e)
        {
            return new(WitnessAnswer.Malformed, e.Sentence);
        }

        if (key.Algorithm != NoteAlgorithm.Log || !string.Equals(key.Name, _origin, StringComparison.Ordinal))
        {
            return new(WitnessAnswer.UnknownLog, $"This trustee looks at {_origin} and at no other log.");
        }

        lock (_alone)
        {
            var reply = Sign(key, asked);
            Say(reply);
            return reply;
        }
    }

    private WitnessReply Sign(NoteKey key, CheckpointRequest asked)
    {
        var last = _memory.Last?.Checkpoint;
        if (_memory.Last is { Log: var known } && known != key)
        {
            return new(WitnessAnswer.NotSigned, $"This trustee knows {_origin} under another key, {known}.");
        }

        Checkpoint next;
        try
        {
            next = Checkpoint.Verified(asked.Checkpoint, key);
        }
        catch (MalformedException e)
        {
            return new(WitnessAnswer.NotSigned, e.Sentence);
        }

        if (asked.Old > next.Size)
        {
            return new(WitnessAnswer.Malformed, "The old size is larger than the checkpoint's.");
        }

        if (asked.Old != (last?.Size ?? 0) || (last is not null && next.Size == last.Size && next != last))
        {
            return new(WitnessAnswer.Conflict, $"This trustee signed {last?.Size ?? 0} entries last.", last?.Size ?? 0);
        }

        var (signature, refused) = new Witness(key, _signer, last).Sign(asked.Checkpoint, asked.Proof, _clock.GetUtcNow());
        if (signature is null)
        {
            return new(WitnessAnswer.NotContinued, refused!);
        }

        // On disk before the signature leaves: a witness that is stopped between has at worst seen what nobody can show.
        _memory.Remember(Sighting.Of(new(asked.Checkpoint.Text, [asked.Checkpoint.By(key)!, signature]), key, _signer.Key));
        return new(signature);
    }

    // Each refusal once: the site asks every minute.
    private void Say(WitnessReply reply)
    {
        // A conflict about the size alone is a site that does not know yet what was signed; it asks again from there.
        if (reply.Answer is WitnessAnswer.NotSigned or WitnessAnswer.NotContinued && _said != reply.Sentence)
        {
            _say($"The site's log of cases was not signed. {reply.Sentence} If nobody can explain that, the log was changed: tell the two other trustees.");
        }

        _said = reply.Signature is null ? reply.Sentence : null;
    }

    public void Dispose() => _signer.Dispose();
}
