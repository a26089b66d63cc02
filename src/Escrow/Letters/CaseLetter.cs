using System.Text;
using Chorus.Sealing;

namespace Chorus.Escrow.Letters;

/// <summary>In which case letters are, and of whom.</summary>
/// <param name="Deployment">16 bytes.</param>
/// <param name="Organisation">the manifest's id, ASCII.</param>
/// <param name="Case">16 bytes.</param>
/// <param name="Of">the respondent's pseudonym.</param>
public sealed record LetterPlace(byte[] Deployment, string Organisation, byte[] Case, string Of)
{
    internal ByteWriter Write(string label) => new ByteWriter()
        .Label(label).Bytes(Deployment).Var(Encoding.ASCII.GetBytes(Organisation)).Bytes(Case).Var(Encoding.ASCII.GetBytes(Of));
}

/// <summary>What the writer of a letter signs (docs/formats/case-letter.md).</summary>
/// <param name="By">the writer's pseudonym.</param>
/// <param name="Id">16 random bytes.</param>
/// <param name="Direction">0 from the party, 1 from the organisation.</param>
/// <param name="Kind">1 to 5.</param>
/// <param name="DataHash">SHA-256 of what all readers open.</param>
/// <param name="SealedHash">SHA-256 of what is sealed to the team.</param>
public sealed record CaseLetter(string By, byte[] Id, byte Direction, byte Kind, byte[] DataHash, byte[] SealedHash)
{
    /// <summary>Bytes of an id.</summary>
    public const int IdLength = 16;

    /// <summary>The signed bytes.</summary>
    public byte[] Signed(LetterPlace place) =>
        place.Write("chorus/v1/case-letter").Var(Encoding.ASCII.GetBytes(By)).Bytes(Id).U8(Direction).U8(Kind).Bytes(DataHash).Bytes(SealedHash).ToArray();

    /// <summary>Whether the signature is that of this key. False for members of a wrong length too.</summary>
    public bool Verify(LetterPlace place, ReadOnlySpan<byte> signingKey, ReadOnlySpan<byte> signature) =>
        Id.Length == IdLength && DataHash.Length == 32 && SealedHash.Length == 32 && Direction <= LetterKinds.FromOrganisation && LetterKinds.IsKind(Kind)
        && SigningKey.Verify(signingKey, Signed(place), signature);
}
