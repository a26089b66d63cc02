using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>What can be checked about a statement's ciphertext by whoever stores it and opens nothing.</summary>
public static class StatementContent
{
    /// <summary>Whether content envelope and escrowed key are those that the statement's h names.</summary>
    public static bool Fits(Statement statement, ReadOnlySpan<byte> content, ReadOnlySpan<byte> escrowed) =>
        FitsHash(statement, content, Digest.Sha256(escrowed));

    /// <summary>The same, where of the escrowed key only the hash is known, 32 bytes.</summary>
    public static bool FitsHash(Statement statement, ReadOnlySpan<byte> content, ReadOnlySpan<byte> escrowedHash) =>
        ContentKey.HashFrom(content, escrowedHash, ReportPlace.Of(statement)).AsSpan().SequenceEqual(statement.ContentHash);
}
