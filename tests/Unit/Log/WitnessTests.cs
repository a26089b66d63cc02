using Chorus.Log.Merkle;
using Chorus.Log.Notes;
using Chorus.Log.Witnessing;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Log;

/// <summary>What a witness signs, and what it refuses.</summary>
public sealed class WitnessTests : IDisposable
{
    private const string Origin = "example.org/cases";
    private static readonly DateTimeOffset s_time = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private readonly NoteSigner _log = NoteSigner.Generate(Origin, NoteAlgorithm.Log);
    private readonly NoteSigner _signer = NoteSigner.Generate("union.example", NoteAlgorithm.Witness);
    private readonly Leaves _tree = Leaves.Numbered(200);

    public void Dispose()
    {
        _log.Dispose();
        _signer.Dispose();
    }

    [Fact]
    public void A_log_that_grows_is_signed_at_every_step_and_the_same_head_again() => Gen.Int[0, 40].Array[1, 8].Sample(steps =>
    {
        var witness = new Witness(_log.Key, _signer, null);
        var size = 0;
        foreach (var step in steps)
        {
            var before = size;
            size = Math.Min(size + step, 200);
            var answer = witness.Sign(Head(_tree, size), before is 0 ? [] : ConsistencyProof.Of(_tree, before, size), s_time);
            answer.Refused.ShouldBeNull();
            Cosignature.SeenAt(Head(_tree, size) with { Signatures = [answer.Signature!] }, _signer.Key).ShouldBe(s_time);
            witness.Seen!.Size.ShouldBe(size);
        }
    });

    [Fact]
    public void A_log_that_shrinks_or_forks_gets_no_signature_and_is_remembered_as_it_was()
    {
        var witness = new Witness(_log.Key, _signer, new(Origin, 50, _tree.Root(50)));
        var other = Leaves.Numbered(200, from: 1);
        Refused(Head(_tree, 49), []).ShouldBe("The log has 49 entries, and had 50 before: it has lost some.");
        foreach (var (note, proof) in new (SignedNote, IReadOnlyList<byte[]>)[]
        {
            (Head(other, 50), []), (Head(other, 60), ConsistencyProof.Of(other, 50, 60)), (Head(other, 60), ConsistencyProof.Of(_tree, 50, 60)), (Head(_tree, 60), []),
        })
        {
            Refused(note, proof).ShouldBe("The log does not continue the 50 entries that were seen before: some were changed or removed.");
        }

        witness.Sign(Head(_tree, 60), ConsistencyProof.Of(_tree, 50, 60), s_time).Refused.ShouldBeNull();

        string? Refused(SignedNote note, IReadOnlyList<byte[]> proof)
        {
            var answer = witness.Sign(note, proof, s_time);
            answer.Signature.ShouldBeNull();
            witness.Seen!.Size.ShouldBe(50);
            return answer.Refused;
        }
    }

    [Fact]
    public void What_another_signed_is_not_witnessed()
    {
        using var forger = NoteSigner.Generate(Origin, NoteAlgorithm.Log);
        var witness = new Witness(_log.Key, _signer, null);
        witness.Sign(new Checkpoint(Origin, 1, _tree.Root(1)).Sign(forger), [], s_time).Refused.ShouldBe("The checkpoint is not signed by example.org/cases.");
        witness.Seen.ShouldBeNull();
    }

    private SignedNote Head(Leaves tree, int size) => new Checkpoint(Origin, size, tree.Root(size)).Sign(_log);
}
