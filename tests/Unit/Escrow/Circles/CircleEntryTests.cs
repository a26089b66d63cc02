using System.Text;
using Chorus.Escrow.Circles;
using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Escrow.Circles;

public sealed class CircleEntryTests
{
    [Fact]
    public void Good_vectors_open_at_their_seat_and_make_their_chain()
    {
        foreach (var vector in VectorEntry.Good("circle.json"))
        {
            using var seat = CircleSeat.Of(vector.Bytes("root"), vector.Bytes("circle"));
            seat.Lookup.ShouldBe(vector.Bytes("lookup"), vector.Name);
            seat.Signing.PublicKey.ShouldBe(vector.Bytes("signing"), vector.Name);
            seat.Box.PublicKey.ShouldBe(vector.Bytes("box"), vector.Name);
            Encoding.UTF8.GetString(Read(vector)!).ShouldBe(vector.Text("said"), vector.Name);
            Entry(vector).Chain(Place(vector), vector.Bytes("previous"), vector.Bytes("signature")).ShouldBe(vector.Bytes("chain"), vector.Name);
        }
    }

    [Fact]
    public void Bad_vectors_are_not_read()
    {
        foreach (var vector in VectorEntry.Bad("circle.json"))
        {
            Read(vector).ShouldBeNull(vector.Name);
        }
    }

    [Fact]
    public void A_root_gives_other_keys_in_each_circle()
    {
        var root = SecureRandom.Bytes(32);
        using var one = CircleSeat.Of(root, SecureRandom.Bytes(16));
        using var other = CircleSeat.Of(root, SecureRandom.Bytes(16));
        one.Lookup.ShouldNotBe(other.Lookup);
        one.Signing.PublicKey.ShouldNotBe(other.Signing.PublicKey);
        one.Box.PublicKey.ShouldNotBe(other.Box.PublicKey);
    }

    private static CirclePlace Place(VectorEntry vector) => new(vector.Bytes("deployment"), vector.Bytes("circle"));

    private static CircleEntry Entry(VectorEntry vector)
    {
        var keys = vector.Text("seats").Split(' ').Zip(vector.List("keys"), (seat, key) => new SealedSeatKey(int.Parse(seat), key));
        return new((uint)vector.Int("index"), vector.Int("author"), (CircleAct)vector.Int("act"), (uint)vector.Int("hour"), new([.. keys], vector.Bytes("envelope")));
    }

    private static byte[]? Read(VectorEntry vector)
    {
        var (place, entry, previous) = (Place(vector), Entry(vector), vector.Bytes("previous"));
        if (!entry.Verify(place, previous, vector.Bytes("signingKey"), vector.Bytes("signature")))
        {
            return null;
        }

        using var seat = CircleSeat.Of(vector.Bytes("root"), place.Circle);
        try
        {
            return entry.Sealed.Open(place, entry.HeaderAfter(place, previous), vector.Int("seat"), seat.Box);
        }
        catch (SealingException)
        {
            return null;
        }
    }
}
