using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Sealing;

public sealed class AttachmentTests
{
    private static readonly byte[] s_key = SecureRandom.Bytes(32);
    private static readonly AttachmentPlace s_place = new(SecureRandom.Bytes(16), SecureRandom.Bytes(16), 2);

    public static TheoryData<string> Bad => [.. VectorEntry.Bad("attachment.json").Select(v => v.Name)];

    [Fact]
    public void What_is_sealed_opens_whatever_its_length() => Gen.Int[0, AttachmentSize.ChunkLength].Sample(
        length =>
        {
            var text = SecureRandom.Bytes(length);
            var opened = Attachment.OpenChunk(s_key, s_place, 1, Attachment.SealChunk(s_key, s_place, 1, text));
            AttachmentSize.Unpad(AttachmentSize.ChunkLength + length, 1, opened).ToArray().ShouldBe(text);
        },
        iter: 20);

    [Fact]
    public void A_chunk_that_is_sealed_again_has_another_nonce() =>
        Attachment.SealChunk(s_key, s_place, 0, "a"u8).ShouldNotBe(Attachment.SealChunk(s_key, s_place, 0, "b"u8));

    [Fact]
    public void Any_flipped_byte_is_refused()
    {
        var chunk = Attachment.SealChunk(s_key, s_place, 0, "text"u8);
        Gen.Select(Gen.Int[0, chunk.Length - 1], Gen.Byte[1, 255]).Sample(
            (place, change) =>
            {
                var changed = chunk.ToArray();
                changed[place] ^= change;
                Should.Throw<SealingException>(() => Attachment.OpenChunk(s_key, s_place, 0, changed));
            },
            iter: 60);
    }

    [Fact]
    public void The_size_tells_only_a_class_that_is_at_most_a_quarter_more()
    {
        Enumerable.Range(0, AttachmentSize.MostChunks + 1).Where(AttachmentSize.IsCount).Count().ShouldBe(26);
        Gen.Int[1, AttachmentSize.LongestFile].Sample(size =>
        {
            var needed = (size + AttachmentSize.ChunkLength - 1) / AttachmentSize.ChunkLength;
            AttachmentSize.CountFor(size).ShouldBeInRange(needed, needed * 5 / 4);
        });
        Should.Throw<ArgumentException>(() => AttachmentSize.CountFor(AttachmentSize.LongestFile + 1));
    }

    [Fact]
    public void A_digest_is_of_all_chunks_in_their_order()
    {
        byte[][] hashes = [SecureRandom.Bytes(32), SecureRandom.Bytes(32)];
        Attachment.DigestOf(s_place, hashes).ShouldNotBe(Attachment.DigestOf(s_place, [hashes[1], hashes[0]]));
        Should.Throw<ArgumentException>(() => Attachment.DigestOf(s_place, hashes[..1]));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_vector_is_refused_by_the_check_that_it_names(string name)
    {
        var v = VectorEntry.Bad("attachment.json").Single(e => e.Name == name);
        var (sealedIn, opened) = (v, v.Entry("opened"));
        var chunk = Attachment.SealChunk(v.Bytes("key"), PlaceOf(sealedIn), v.Int("index"), AttachmentVectors.Text(v.Int("size"), v.Int("index")));
        if (v.Has("change"))
        {
            var change = v.Entry("change");
            chunk = change.Text("kind") switch
            {
                "cut" => Change.Cut(chunk),
                "lengthen" => Change.Lengthen(chunk),
                _ => Change.Flip(chunk, change.Int("at")),
            };
        }

        var refused = Should.Throw<SealingException>(() => AttachmentSize.Unpad(
            opened.Int("size"), opened.Int("index"), Attachment.OpenChunk(opened.Bytes("key"), PlaceOf(opened), opened.Int("index"), chunk)));
        FaultName.Of(refused.Fault).ShouldBe(v.Text("fault"));
    }

    private static AttachmentPlace PlaceOf(VectorEntry v) => new(v.Bytes("deployment"), v.Bytes("id"), v.Int("count"));
}
