using System.Text;
using Chorus.Sealing;

namespace Chorus.Escrow.Letters;

/// <summary>That a party has a code, as the organisation and the code itself sign it (docs/formats/case-letter.md). Nothing in it is secret.</summary>
/// <param name="Party">who has the code: the respondent, or an adviser.</param>
/// <param name="LookupHash">SHA-256 of the look-up id.</param>
/// <param name="Signing">Ed25519 public key, 32 bytes.</param>
/// <param name="Box">X25519 public key, 32 bytes.</param>
public sealed record LettersAccess(string Party, byte[] LookupHash, byte[] Signing, byte[] Box)
{
    private const int KeyLength = 32;

    /// <summary>The signed bytes.</summary>
    public byte[] Signed(LetterPlace place) => Write(place, "chorus/v1/letters-access");

    /// <summary>What the code's own key signs, so that nobody else takes its public keys for a case of theirs.</summary>
    public byte[] Proven(LetterPlace place) => Write(place, "chorus/v1/letters-access-proof");

    /// <summary>Whether the signature is that of this key, and the proof that of the code's own. False for members of a wrong length too.</summary>
    public bool Verify(LetterPlace place, ReadOnlySpan<byte> signingKey, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> proof) =>
        LookupHash.Length == KeyLength && Signing.Length == KeyLength && Box.Length == KeyLength
        && SigningKey.Verify(signingKey, Signed(place), signature) && SigningKey.Verify(Signing, Proven(place), proof);

    private byte[] Write(LetterPlace place, string label) =>
        place.Write(label).Var(Encoding.ASCII.GetBytes(Party)).Bytes(LookupHash).Bytes(Signing).Bytes(Box).ToArray();
}
