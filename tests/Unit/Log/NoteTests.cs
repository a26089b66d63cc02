using System.Text;
using Chorus.Log.Notes;
using Chorus.Log.Witnessing;
using Chorus.Sealing;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Log;

/// <summary>Signed notes, as others read and write them.</summary>
public sealed class NoteTests
{
    // The example of the package of Go that notes come from: key, text and signature.
    private const string Neumann = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string Private = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private const string Text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private const string Line = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static readonly DateTimeOffset s_time = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_note_of_another_program_is_read_and_its_signature_made_again()
    {
        using var signer = NoteSigner.Parse(Private);
        signer.Key.ToString().ShouldBe(Neumann);
        signer.Export().ShouldBe(Private);
        signer.ToString().ShouldBe(Neumann);
        NoteKey.Parse(Neumann).Id.ShouldBe(0xc74f20a3);
        signer.Sign(Text).ToString().ShouldBe(Line);
        SignedNote.Parse(Encoding.UTF8.GetBytes($"{Text}\n{Line}")).ToString().ShouldBe($"{Text}\n{Line}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n— name AAAA\n")]
    [InlineData("text\n\n— name AAAAAAA\n")]
    [InlineData("text\n\n— na+me AAAAAAAA\n")]
    [InlineData("text\n\n- name AAAAAAAA\n")]
    [InlineData("text\n\n— name AAAAAAAA")]
    [InlineData("te\txt\n\n— name AAAAAAAA\n")]
    [InlineData("text\r\n\r\n— name AAAAAAAA\r\n")]
    public void What_is_no_note_is_refused(string note) => Should.Throw<MalformedException>(() => SignedNote.Parse(Encoding.UTF8.GetBytes(note)));

    [Theory]
    [InlineData("example.org/log\n07\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("example.org/log\n-7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("example.org/log\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF=\n")]
    [InlineData("example.org/log\n7\n47DEQpj8HBSa\n")]
    [InlineData("a log\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("example.org/log\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nmore\n")]
    public void What_is_no_checkpoint_is_refused(string text) => Should.Throw<MalformedException>(() => Checkpoint.Of(new(text, [])));

    [Fact]
    public void A_checkpoint_counts_only_as_the_key_of_its_log_signed_it()
    {
        using var log = NoteSigner.Generate("example.org/cases", NoteAlgorithm.Log);
        using var other = NoteSigner.Generate("example.org/cases", NoteAlgorithm.Log);
        var checkpoint = new Checkpoint("example.org/cases", 3, new byte[32]);
        var note = checkpoint.Sign(log);
        Checkpoint.Verified(SignedNote.Parse(note.ToUtf8()), log.Key).ShouldBe(checkpoint);
        Should.Throw<MalformedException>(() => Checkpoint.Verified(note, other.Key)).Message.ShouldContain("is not signed by");
        Should.Throw<MalformedException>(() => Checkpoint.Verified(note with { Text = note.Text.Replace("\n3\n", "\n2\n", StringComparison.Ordinal) }, log.Key)).Message.ShouldContain("is false");
        Should.Throw<MalformedException>(() => Checkpoint.Verified((checkpoint with { Origin = "example.org/other" }).Sign(log), log.Key)).Message.ShouldContain("and not of");
        // Ids are short enough to be met by chance; the key itself decides.
        var forged = other.Sign(note.Text) with { KeyId = log.Key.Id };
        Should.Throw<MalformedException>(() => Checkpoint.Verified(note with { Signatures = [forged] }, log.Key)).Message.ShouldContain("is false");
    }

    [Fact]
    public void A_cosignature_says_when_and_passes_for_no_signature_of_a_log()
    {
        using var log = NoteSigner.Generate("example.org/cases", NoteAlgorithm.Log);
        using var signer = NoteSigner.Generate("union.example", NoteAlgorithm.Witness);
        var note = new Checkpoint("example.org/cases", 3, new byte[32]).Sign(log);
        Cosignature.SeenAt(note, signer.Key).ShouldBeNull();
        var both = SignedNote.Parse(With(note, Cosignature.Make(signer, note.Text, s_time)).ToUtf8());
        Cosignature.SeenAt(both, signer.Key).ShouldBe(s_time);
        Should.Throw<MalformedException>(() => Cosignature.SeenAt(both with { Text = both.Text.Replace("\n3\n", "\n4\n", StringComparison.Ordinal) }, signer.Key));
        both.By(signer.Key)!.Signature[7] ^= 1;
        Should.Throw<MalformedException>(() => Cosignature.SeenAt(both, signer.Key));
        Should.Throw<InvalidOperationException>(() => signer.Sign(note.Text));
        Should.Throw<InvalidOperationException>(() => Cosignature.Make(log, note.Text, s_time));
    }

    [Fact]
    public void A_cosignature_is_what_the_specification_says_byte_by_byte()
    {
        using var signer = NoteSigner.Generate("union.example", NoteAlgorithm.Witness);
        var made = Cosignature.Make(signer, "example.org/cases\n3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", DateTimeOffset.FromUnixTimeSeconds(1_679_315_147));
        made.Signature[..8].ShouldBe([0, 0, 0, 0, 0x64, 0x18, 0x50, 0xcb]);
        var message = "cosignature/v1\ntime 1679315147\nexample.org/cases\n3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
        SigningKey.Verify(signer.Key.PublicKey, Encoding.UTF8.GetBytes(message), made.Signature.AsSpan(8)).ShouldBeTrue();
        byte[] named = [.. "union.example\n"u8, 4, .. signer.Key.PublicKey];
        made.KeyId.ToString("x8", null).ShouldBe(Convert.ToHexStringLower(Digest.Sha256(named)[..4]));
    }

    [Fact]
    public void A_key_of_an_unknown_kind_is_refused_though_its_id_is_right()
    {
        var key = new byte[32];
        foreach (var (kind, isKnown) in new[] { (1, true), (4, true), (2, false), (6, false) })
        {
            var id = Convert.ToHexStringLower(Digest.Sha256([.. "example.org\n"u8, (byte)kind, .. key])[..4]);
            var text = $"example.org+{id}+{Convert.ToBase64String([(byte)kind, .. key])}";
            if (isKnown)
            {
                NoteKey.Parse(text).Algorithm.ShouldBe((NoteAlgorithm)kind);
            }
            else
            {
                Should.Throw<MalformedException>(() => NoteKey.Parse(text));
            }
        }
    }

    private static SignedNote With(SignedNote note, NoteSignature signature) => note with { Signatures = [.. note.Signatures, signature] };

    [Theory]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+AhpcTwcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3")]
    [InlineData("")]
    public void What_is_no_key_is_refused(string text) => Should.Throw<MalformedException>(() => NoteKey.Parse(text));
}
