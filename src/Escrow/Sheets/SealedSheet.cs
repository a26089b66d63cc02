using System.Text;
using System.Text.Json;
using Chorus.Sealing;

namespace Chorus.Escrow.Sheets;

/// <summary>Where a version of a sheet belongs: bound into its key and its envelope.</summary>
/// <param name="Deployment">16 bytes.</param>
/// <param name="Handle">the report's handle, 16 bytes.</param>
/// <param name="Owner">whose own it is; null for the team's.</param>
/// <param name="Version">from 1.</param>
public sealed record SheetPlace(byte[] Deployment, byte[] Handle, string? Owner, uint Version);

/// <summary>Sealed sheets (docs/formats/sheet.md).</summary>
public static class SealedSheet
{
    private static readonly MembersEnvelope s_envelope = new("chorus/v1/sheet-key");

    /// <summary>Seals a sheet under a fresh salt.</summary>
    /// <param name="root">32 bytes, of the organisation's key.</param>
    /// <param name="place">where it belongs.</param>
    /// <param name="sheet">what stands in it.</param>
    /// <exception cref="MalformedException">the sheet breaks a rule.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> root, SheetPlace place, Sheet sheet)
    {
        sheet.Check();
        return SealText(root, place, JsonSerializer.SerializeToUtf8Bytes(sheet, StrictJson.Options), SecureRandom.Fill);
    }

    /// <summary>Opens a sealed sheet.</summary>
    /// <exception cref="SealingException">naming the first check that failed.</exception>
    /// <exception cref="MalformedException">the text inside does not follow its format.</exception>
    public static Sheet Open(ReadOnlySpan<byte> root, SheetPlace place, ReadOnlySpan<byte> bytes)
    {
        var json = s_envelope.Open(root, Bound(place), Context(place), bytes);
        try
        {
            var sheet = StrictJson.Read<Sheet>(json, "the sheet");
            sheet.Check();
            return sheet;
        }
        finally
        {
            Digest.Erase(json);
        }
    }

    /// <summary>Whether a sealed sheet can have this length: all that a store can check.</summary>
    public static bool IsSealedLength(int length) => MembersEnvelope.IsSealedLength(length);

    /// <summary>Seals any text, for sheets that a reader must refuse.</summary>
    internal static byte[] SealText(ReadOnlySpan<byte> root, SheetPlace place, ReadOnlySpan<byte> json, RandomFill random) =>
        s_envelope.Seal(root, Bound(place), Context(place), json, random);

    private static byte[] Bound(SheetPlace place) => new ByteWriter(64).U8(place.Owner is null ? 0 : 1).Var(Encoding.ASCII.GetBytes(place.Owner ?? "")).ToArray();

    private static EnvelopeContext Context(SheetPlace place) => EnvelopeContext.Sheet(place.Deployment, place.Handle, place.Version);
}
