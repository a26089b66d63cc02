using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Chorus.Sealing;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Sealing;

public sealed class PrimitivesTests
{
    [Fact]
    public void The_first_vector_of_RFC_5869_without_salt_comes_out()
    {
        // Appendix A.3: SHA-256, empty salt and info.
        var okm = Hkdf.Derive(Enumerable.Repeat((byte)0x0b, 22).ToArray(), [], 42);
        Convert.ToHexStringLower(okm).ShouldBe("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }

    [Fact]
    public void Expanding_one_block_is_expanding() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[0, 100], Gen.Int[1, 32]).Sample((ikm, info, length) =>
        {
            var (prk, output) = (new byte[32], new byte[length]);
            Hkdf.Extract([], ikm, prk);
            Hkdf.ExpandBlock(prk, info, output);
            // The first bytes of a longer output are the shorter one's; the longer goes through the platform's HKDF.
            output.ShouldBe(Hkdf.Derive(ikm, info, 64)[..length]);
            Hkdf.Derive(ikm, info, length).ShouldBe(output);
        });

    [Fact]
    public void A_digest_of_pieces_is_that_of_the_whole() =>
        Gen.Byte.Array[0, 900].Array[3].Sample(pieces =>
            Digest.Sha256(pieces[0], pieces[1], pieces[2]).ShouldBe(Digest.Sha256([.. pieces[0], .. pieces[1], .. pieces[2]])));

    [Fact]
    public void A_keystream_is_AES_of_a_counter()
    {
        // FIPS 197, appendices C.1 and C.3 give AES of one block; the stream's block 0 is AES of zeros.
        using var stream = new AesStream(new byte[16]);
        var block = new byte[16];
        stream.Fill(block);
        Convert.ToHexStringLower(block).ShouldBe("66e94bd4ef8a2c3b884cfa59ca342b2e");
    }

    [Fact]
    public void A_keystream_is_the_same_however_it_is_cut() =>
        Gen.Int[1, 20_000].Array[1, 20].Sample(
            cuts =>
            {
                using var whole = new AesStream(new byte[32]);
                using var cut = new AesStream(new byte[32]);
                var expected = new byte[cuts.Sum()];
                whole.Fill(expected);
                var actual = new byte[expected.Length];
                var at = 0;
                foreach (var length in cuts)
                {
                    cut.Fill(actual.AsSpan(at, length));
                    at += length;
                }

                actual.ShouldBe(expected);
                expected.Chunk(16).Where(b => b.Length == 16).Select(Convert.ToHexString).ShouldBeUnique();
            },
            iter: 30);

    [Fact]
    public void A_signature_holds_for_its_message_and_key_only()
    {
        // RFC 8032, section 7.1, test 2.
        using var key = SigningKey.FromSeed(Convert.FromHexString("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
        Convert.ToHexStringLower(key.PublicKey).ShouldBe("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        var signature = key.Sign([0x72]);
        SigningKey.Verify(key.PublicKey, [0x72], signature).ShouldBeTrue();
        SigningKey.Verify(key.PublicKey, [0x73], signature).ShouldBeFalse();
        SigningKey.Verify(new byte[32], [0x72], signature).ShouldBeFalse();
        SigningKey.Verify(key.PublicKey, [0x72], []).ShouldBeFalse();
    }

    [Fact]
    public void A_box_opens_for_its_key_and_use_only()
    {
        var key = SecureRandom.Bytes(32);
        var box = AeadBox.Seal(key, "row"u8, "text"u8);
        AeadBox.TryOpen(key, "row"u8, box, out var text).ShouldBeTrue();
        Encoding.UTF8.GetString(text).ShouldBe("text");
        AeadBox.TryOpen(key, "other"u8, box, out _).ShouldBeFalse();
        AeadBox.TryOpen(new byte[32], "row"u8, box, out _).ShouldBeFalse();
        AeadBox.TryOpen(key, "row"u8, box.AsSpan(..10), out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("QQ==")]
    [InlineData("QR")]
    [InlineData("Q Q")]
    [InlineData("Q")]
    [InlineData("+/")]
    [InlineData(null)]
    public void Bytes_have_one_spelling_in_JSON(string? other)
    {
        Base64UrlText.TryDecode("QQ", out var bytes).ShouldBeTrue();
        bytes.ShouldBe("A"u8.ToArray());
        Base64UrlText.TryDecode(other, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_text_is_bytes_in_JSON_if_these_bytes_are_written_so_and_only_then()
    {
        // Of the alphabet, its neighbours in ASCII, padding, white space and beyond ASCII.
        string[] characters = ["A", "B", "E", "Q", "Z", "[", "a", "c", "g", "w", "z", "0", "4", "8", "9", "-", "_", "+", "/", "=", " ", "\n", "\u0100"];
        string[] pairs = [.. from a in characters from b in characters select a + b];
        string[] texts = [.. characters, .. pairs, .. from a in pairs from b in characters select a + b, .. from a in pairs from b in pairs select a + b];

        foreach (var text in texts)
        {
            var isWrittenSo = Base64Url.IsValid(text) && Base64UrlText.Encode(Base64Url.DecodeFromChars(text)) == text;
            Base64UrlText.TryDecode(text, out var bytes).ShouldBe(isWrittenSo, text);
            bytes.ShouldBe(isWrittenSo ? Base64Url.DecodeFromChars(text) : []);
        }
    }

    [Theory]
    [InlineData("\"QUJD\"", "ABC")]
    [InlineData("\"\\u0051UJD\"", "ABC")]
    [InlineData("\"QUJ\\u0044RA\"", "ABCD")]
    public void Bytes_in_JSON_may_be_escaped_as_any_text_may(string json, string bytes)
    {
        var options = new JsonSerializerOptions { Converters = { new Base64UrlConverter() } };

        Encoding.UTF8.GetString(JsonSerializer.Deserialize<byte[]>(json, options)!).ShouldBe(bytes);
        JsonSerializer.Deserialize<byte[]>(JsonSerializer.Serialize(new byte[5000], options), options).ShouldBe(new byte[5000]);
    }
}
