using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Sealing;

public sealed class WorkTests
{
    private static readonly Gen<byte[]> Bodies = Gen.Byte.Array[0, 200];

    public static TheoryData<string> Bad => [.. VectorEntry.Bad("work.json").Select(v => v.Name)];

    [Fact]
    public void Work_that_was_done_for_a_body_is_solved_for_that_body_and_no_other() =>
        Gen.Select(Bodies, Bodies, Gen.Int[0, 8]).Sample((body, other, bits) =>
        {
            using var key = AdmissionKey.Draw();
            var made = WorkProof.Solve(WorkChallenge.Give(key, bits, 60), body);
            WorkProof.TryDecode(made.ToString(), out var proof).ShouldBeTrue();
            proof!.IsSolved.ShouldBeTrue();
            proof.IsFor(body).ShouldBeTrue();
            proof.IsFor(other).ShouldBe(other.AsSpan().SequenceEqual(body));
            proof.Challenge.IsOf(key).ShouldBeTrue();
            (proof.Challenge.Bits, proof.Challenge.Until).ShouldBe((bits, 60u));
        });

    [Fact]
    public void A_challenge_with_any_bit_changed_is_not_the_keys()
    {
        using var key = AdmissionKey.Draw();
        using var otherKey = AdmissionKey.Draw();
        var challenge = WorkChallenge.Give(key, 12, 180);
        challenge.IsOf(otherKey).ShouldBeFalse();
        for (var bit = 0; bit < 8 * WorkChallenge.Length; bit++)
        {
            var changed = challenge.Bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            // Above 24 bits it is refused before it comes to that.
            if (changed[0] <= WorkChallenge.MostBits)
            {
                WorkChallenge.Decode(changed).IsOf(key).ShouldBeFalse($"bit {bit}");
            }
        }
    }

    [Fact]
    public void Another_counter_or_another_hash_in_the_header_is_not_solved()
    {
        using var key = AdmissionKey.From(new byte[32]);
        var proof = WorkProof.Solve(WorkChallenge.Give(key, 16, 180, bytes => bytes.Clear()), "body"u8);
        Base64UrlText.TryDecode(proof.ToString(), out var bytes).ShouldBeTrue();
        foreach (var at in new[] { WorkChallenge.Length, WorkProof.Length - 1 })
        {
            WorkProof.TryDecode(Base64UrlText.Encode(Change.Flip(bytes, at)), out var changed).ShouldBeTrue();
            changed!.IsSolved.ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64url!")]
    public void What_is_no_proof_is_not_read(string? header) => WorkProof.TryDecode(header, out _).ShouldBeFalse();

    [Fact]
    public void A_proof_of_more_than_24_bits_or_of_another_length_is_not_read()
    {
        var proof = new byte[WorkProof.Length];
        WorkProof.TryDecode(Base64UrlText.Encode(proof), out _).ShouldBeTrue();
        WorkProof.TryDecode(Base64UrlText.Encode(Change.Set(proof, 0, 25)), out _).ShouldBeFalse();
        WorkProof.TryDecode(Base64UrlText.Encode(Change.Lengthen(proof)), out _).ShouldBeFalse();
        WorkProof.TryDecode(new string('A', 1_000_000), out _).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_challenge_is_refused(string name) =>
        Should.Throw<MalformedException>(() => WorkChallenge.Decode(VectorEntry.Bad("work.json").Single(v => v.Name == name).Text("challenge")));
}
